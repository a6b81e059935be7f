/**
 * Removes the rest of large deleted trees in the background. {@link
 * dev.patchbay.store.redis.sweep.Sweeper} is for the store and for the start of the service.
 */
@NullMarked
package dev.patchbay.store.redis.sweep;

import org.jspecify.annotations.NullMarked;
