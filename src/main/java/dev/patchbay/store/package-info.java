/**
 * The port of the store. A change is a {@link dev.patchbay.store.Transition}: it names its reads
 * and decides as a pure function of them, so that connections, conflicts and retries are known to
 * the store alone.
 */
@NullMarked
package dev.patchbay.store;

import org.jspecify.annotations.NullMarked;
