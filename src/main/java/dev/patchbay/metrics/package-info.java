/** The names of the meters, and the only home of Micrometer. */
@NullMarked
package dev.patchbay.metrics;

import org.jspecify.annotations.NullMarked;
