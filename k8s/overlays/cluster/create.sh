#!/bin/sh
# Makes a Cluster of nine nodes that know nothing yet; does nothing where there is one.
set -eu
nodes=
for i in 0 1 2 3 4 5 6 7 8; do
  until timeout 2 redis-cli -h "redis-$i.redis" PING 2>/dev/null | grep -q PONG; do sleep 1; done
  nodes="$nodes $(getent hosts "redis-$i.redis" | sed 's/ .*//'):6379"
done
if ! redis-cli -h redis-0.redis CLUSTER INFO | tr -d '\r' | grep -qx cluster_known_nodes:1; then
  echo "The Cluster is there."
  exit 0
fi
# shellcheck disable=SC2086 # A list of words.
exec redis-cli --cluster create $nodes --cluster-replicas 2 --cluster-yes
