/**
 * The load generator: one thread, plain sockets, requests that are bytes before the clock starts.
 */
@NullMarked
package dev.patchbay.bench.load;

import org.jspecify.annotations.NullMarked;
