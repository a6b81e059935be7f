/**
 * Export and import: the APIs of an account as a file of lines, and back. It sees a store only as
 * {@link dev.patchbay.store.Transition}s, so that it works on every one, and waits for each: it
 * runs beside the service and never on an event loop.
 */
@NullMarked
package dev.patchbay.backup;

import org.jspecify.annotations.NullMarked;
