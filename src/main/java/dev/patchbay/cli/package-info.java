/**
 * The commands of the jar: {@link dev.patchbay.cli.Commands} has their names and options, and one
 * class for each runs it. Only {@link dev.patchbay.Main} calls them. This package is the only home
 * of picocli.
 */
@NullMarked
package dev.patchbay.cli;

import org.jspecify.annotations.NullMarked;
