/**
 * Where a key lives: on one server, on the master that Sentinels name, or on a node of a Cluster.
 * {@link dev.patchbay.store.redis.topology.RedisTopology} is for the composition root, {@link
 * dev.patchbay.store.redis.topology.RedisNodes} for the rest of the adapter.
 */
@NullMarked
package dev.patchbay.store.redis.topology;

import org.jspecify.annotations.NullMarked;
