/**
 * The store on Redis, and the only home of the Redis client. A transition is WATCH and its reads in
 * one batch, then MULTI, its writes and EXEC in a second one, on one pooled connection, which is
 * returned without a WATCH or closed.
 */
@NullMarked
package dev.patchbay.store.redis;

import org.jspecify.annotations.NullMarked;
