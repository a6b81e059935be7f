/**
 * The connections of all replicas, in Redis: {@link dev.patchbay.gateway.redis.ReplicaVerticle}
 * says there which connections are here, finds those of other replicas and sends them the commands
 * of backends, and ends those of replicas that have died.
 */
@NullMarked
package dev.patchbay.gateway.redis;

import org.jspecify.annotations.NullMarked;
