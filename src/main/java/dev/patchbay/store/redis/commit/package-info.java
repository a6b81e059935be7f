/**
 * How a transition is stored: batches, attempts of two round trips with WATCH and MULTI, decisions,
 * and what follows a lost race or reply. {@link dev.patchbay.store.redis.commit.GroupCommit} and
 * {@link dev.patchbay.store.redis.commit.SharedReads} are for the store.
 */
@NullMarked
package dev.patchbay.store.redis.commit;

import org.jspecify.annotations.NullMarked;
