/**
 * The benchmark: it starts the jar, the floors, a Redis and a load generator, each in a process of
 * its own, and measures them in turns. {@link dev.patchbay.bench.Rows} is the table of what is
 * measured, {@link dev.patchbay.bench.Bars} that of what it must come to.
 */
@NullMarked
package dev.patchbay.bench;

import org.jspecify.annotations.NullMarked;
