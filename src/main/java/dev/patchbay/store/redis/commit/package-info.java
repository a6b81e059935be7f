/**
 * How a transition is stored: batches of commits, attempts of two round trips with WATCH and MULTI,
 * the overlay that decisions see, and what follows the outcome of an attempt. {@link
 * dev.patchbay.store.redis.commit.Commits} is for the store.
 */
@NullMarked
package dev.patchbay.store.redis.commit;

import org.jspecify.annotations.NullMarked;
