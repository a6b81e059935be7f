/**
 * The port to whatever keeps the resources. A change is a {@link dev.patchbay.store.Transition}: it
 * names what it reads and decides as a pure function of that, so that the store alone knows of
 * connections, conflicts and retries.
 */
@NullMarked
package dev.patchbay.store;

import org.jspecify.annotations.NullMarked;
