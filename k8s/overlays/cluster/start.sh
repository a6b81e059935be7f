#!/bin/sh
# The settings of the ConfigMap, the password of the Secret and the address of the pod.
set -eu
umask 077
data=${DATA:-/data} etc=${ETC:-/etc/redis} secrets=${SECRETS:-/etc/redis-secrets}
password=$(cat "$secrets/password")
{
  cat "$etc/redis.conf"
  echo "dir $data"
  echo "cluster-announce-ip $POD_IP"
  echo "requirepass $password"
  echo "masterauth $password"
} > "$data/redis.conf"

# After all pods were started anew, nodes.conf has only addresses that are no more. A node that is
# met again under its name is known by its identifier, and gets its new address.
meet_the_others() {
  sleep "${MEET_SECONDS:-10}"
  for i in 0 1 2 3 4 5 6 7 8; do
    address=$(getent hosts "redis-$i.redis" | sed 's/ .*//')
    [ -z "$address" ] || REDISCLI_AUTH=$password timeout 2 redis-cli -h "$POD_IP" CLUSTER MEET "$address" 6379 || true
  done
}
if [ "$(grep -c ' connected' "$data/nodes.conf" 2>/dev/null)" -gt 1 ]; then
  meet_the_others &
fi
exec redis-server "$data/redis.conf"
