/**
 * A real redis-server beside the service, so that {@code java -jar} alone keeps its data. The
 * binaries come from the resources of {@code org.signal:embedded-redis}; nothing else of that
 * library is used. The server belongs to one data directory, listens on loopback behind a password
 * of its own, and lives no longer than its owner wants.
 */
@NullMarked
package dev.patchbay.embedded;

import org.jspecify.annotations.NullMarked;
