/**
 * The server of a key: one server, the master of Sentinels, or a node of a Cluster. {@link
 * dev.patchbay.store.redis.topology.RedisTopology} is for the composition root, {@link
 * dev.patchbay.store.redis.topology.RedisNodes} for the rest of the adapter.
 */
@NullMarked
package dev.patchbay.store.redis.topology;

import org.jspecify.annotations.NullMarked;
