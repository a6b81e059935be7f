/**
 * The commands of the jar, which read arguments and write to the terminal. Only {@link
 * dev.patchbay.Main} calls them.
 */
@NullMarked
package dev.patchbay.cli;

import org.jspecify.annotations.NullMarked;
