/**
 * The connections of all replicas, in Redis: {@link dev.patchbay.gateway.redis.ReplicaVerticle}
 * registers the connections of this process, sends the commands of backends to the connections of
 * other replicas, and runs the disconnections of replicas that have died.
 */
@NullMarked
package dev.patchbay.gateway.redis;

import org.jspecify.annotations.NullMarked;
