/**
 * The embedded redis-server, with which {@code java -jar} alone persists its data. The binaries
 * come from the resources of {@code org.signal:embedded-redis}; nothing else of that library is
 * used. The server belongs to one data directory, listens on loopback with a password of its own,
 * and stops with its owner.
 */
@NullMarked
package dev.patchbay.embedded;

import org.jspecify.annotations.NullMarked;
