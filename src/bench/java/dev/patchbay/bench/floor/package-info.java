/**
 * The floors of the comparison: servers that do a part of the service's work, and nothing else, on
 * the same libraries.
 */
@NullMarked
package dev.patchbay.bench.floor;

import org.jspecify.annotations.NullMarked;
