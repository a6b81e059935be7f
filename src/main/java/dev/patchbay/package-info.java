/** {@link dev.patchbay.Main} alone: reads the environment and the arguments, and runs a command. */
@NullMarked
package dev.patchbay;

import org.jspecify.annotations.NullMarked;
