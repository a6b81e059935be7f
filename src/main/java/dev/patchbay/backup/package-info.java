/**
 * Export and import of the APIs of accounts, as a file of lines. It uses a store only by {@link
 * dev.patchbay.store.Transition}s, so it works on every adapter, and it waits for each: it never
 * runs on an event loop.
 */
@NullMarked
package dev.patchbay.backup;

import org.jspecify.annotations.NullMarked;
