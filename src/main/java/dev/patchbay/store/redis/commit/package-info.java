/**
 * This package stores transitions: batches of commits, attempts of two round trips with WATCH and
 * MULTI, the overlay on which decisions are made, and the retry policy. {@link
 * dev.patchbay.store.redis.commit.Commits} is for the store.
 */
@NullMarked
package dev.patchbay.store.redis.commit;

import org.jspecify.annotations.NullMarked;
