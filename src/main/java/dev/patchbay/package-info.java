/**
 * The composition root: reads the environment, builds the parts by hand, starts and ends them. It
 * alone knows all of them, and nothing knows it.
 */
@NullMarked
package dev.patchbay;

import org.jspecify.annotations.NullMarked;
