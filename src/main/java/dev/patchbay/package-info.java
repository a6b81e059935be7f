/** {@link dev.patchbay.Main} alone: reads the environment and runs the command of the arguments. */
@NullMarked
package dev.patchbay;

import org.jspecify.annotations.NullMarked;
