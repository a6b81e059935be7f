#!/bin/sh
# What a Sentinel has learned stays on its volume; all else comes from here at every start.
set -eu
umask 077
data=${DATA:-/data} etc=${ETC:-/etc/redis} secrets=${SECRETS:-/etc/redis-secrets}
password=$(cat "$secrets/password")
own_password=$(cat "$secrets/sentinel-password")
words='myid|current-epoch|monitor|config-epoch|leader-epoch|known-replica|known-sentinel'

learned=$(grep -E "^sentinel ($words) " "$data/sentinel.conf" 2>/dev/null || true)
if [ -z "$learned" ]; then
  until REDISCLI_AUTH=$password timeout 2 redis-cli -h redis-0.redis PING 2>/dev/null | grep -q PONG
  do sleep 1; done
  learned='sentinel monitor patchbay redis-0.redis 6379 2'
fi
{
  cat "$etc/sentinel.conf"
  echo "sentinel announce-ip $(hostname).redis-sentinel"
  echo "requirepass $own_password"
  echo "sentinel sentinel-pass $own_password"
  echo "$learned"
  echo "sentinel auth-pass patchbay $password"
  echo 'sentinel down-after-milliseconds patchbay 5000'
  echo 'sentinel failover-timeout patchbay 30000'
} > "$data/sentinel.conf.new"
mv "$data/sentinel.conf.new" "$data/sentinel.conf"
exec redis-server "$data/sentinel.conf" --sentinel
