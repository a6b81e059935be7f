/**
 * This package stores transitions. {@link dev.patchbay.store.redis.commit.Commits} is for the
 * store; the other classes are for this package alone. Six concepts explain it:
 *
 * <ul>
 *   <li>A <em>pending commit</em> is a transition from its place in the queue to its end, with its
 *       own deadline and write identifier.
 *   <li>A <em>batch</em> is some commits of one slot that begin together at the end of a tick. The
 *       queue keeps the commits of one subject in order and limits the batches under way.
 *   <li>An <em>attempt</em> is the two round trips of a batch on one connection: WATCH and reads,
 *       then MULTI, writes and EXEC. It is the same for one commit and for many.
 *   <li>The <em>overlay</em> is the state of Redis with the writes that the attempt has decided so
 *       far; each decision reads from it and writes to it.
 *   <li>An <em>outcome</em> is the result of one commit in one attempt. The <em>retry policy</em>
 *       turns it into an answer or another attempt, which the commit makes without others.
 *   <li>A <em>proof</em> is the record that shows, by its write identifier, that a lost EXEC was
 *       run.
 * </ul>
 *
 * <p>Two classes concern few commits: {@code TwoSlotCommit} makes one attempt in each slot of a
 * Cluster where an API is created or deleted, and {@code DecisionWorkers} decide on much data off
 * the event loop.
 */
@NullMarked
package dev.patchbay.store.redis.commit;

import org.jspecify.annotations.NullMarked;
