#!/bin/sh
# The settings of the ConfigMap and the password of the Secret, in one file that only Redis reads.
set -eu
umask 077
data=${DATA:-/data} etc=${ETC:-/etc/redis} secrets=${SECRETS:-/etc/redis-secrets}
{
  cat "$etc/redis.conf"
  echo "dir $data"
  echo "requirepass $(cat "$secrets/password")"
} > "$data/redis.conf"
exec redis-server "$data/redis.conf"
