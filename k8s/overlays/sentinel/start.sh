#!/bin/sh
# Whether this server is a master, and if not whose replica it is, stands in redis.conf on its volume:
# Sentinel rewrites that file. Only the first start, on an empty volume, decides it here.
set -eu
umask 077
data=${DATA:-/data} etc=${ETC:-/etc/redis} secrets=${SECRETS:-/etc/redis-secrets}
me=$(hostname).redis
password=$(cat "$secrets/password")

sentinels_master() {
  for i in 0 1 2; do
    REDISCLI_AUTH=$(cat "$secrets/sentinel-password") timeout 2 redis-cli --raw \
      -h "redis-sentinel-$i.redis-sentinel" -p 26379 SENTINEL GET-MASTER-ADDR-BY-NAME patchbay \
      2>/dev/null || true
  done | grep '^redis-' | head -n 1
}

first_answer_of_others() {
  for i in 1 2; do
    REDISCLI_AUTH=$password timeout 2 redis-cli -h "redis-$i.redis" PING 2>/dev/null || true
  done | grep -x PONG | head -n 1
}

if [ -s "$data/redis.conf" ]; then
  role=$(grep -E '^(replicaof|slaveof) ' "$data/redis.conf" || true)
else
  master=$(sentinels_master)
  if [ "$master" = "$me" ]; then
    echo "The Sentinels hold this server to be the master, but its volume is empty." \
      "As a master it would take all data from its replicas: it waits for another master." >&2
    exit 1
  elif [ -n "$master" ]; then
    role="replicaof $master 6379"
  elif [ "$me" != redis-0.redis ]; then
    role="replicaof redis-0.redis 6379"
  elif [ -n "$(first_answer_of_others)" ]; then
    echo "Other servers run and no Sentinel says which one is the master: it waits for one." >&2
    exit 1
  else
    role=""
  fi
fi
{
  cat "$etc/redis.conf"
  echo "dir $data"
  echo "replica-announce-ip $me"
  echo "requirepass $password"
  echo "masterauth $password"
  echo "$role"
} > "$data/redis.conf.new"
mv "$data/redis.conf.new" "$data/redis.conf"
exec redis-server "$data/redis.conf"
