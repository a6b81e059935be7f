/**
 * Pooled connections to one Redis server: borrowing and returning them, deadlines, the circuit
 * breaker, and the faults. The rest of the adapter sends commands through {@link
 * dev.patchbay.store.redis.connection.Lease} alone.
 */
@NullMarked
package dev.patchbay.store.redis.connection;

import org.jspecify.annotations.NullMarked;
