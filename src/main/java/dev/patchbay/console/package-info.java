/**
 * The files of the web console: {@link dev.patchbay.console.ConsoleFiles} loads them, and the
 * package http serves them. JDK only.
 */
@NullMarked
package dev.patchbay.console;

import org.jspecify.annotations.NullMarked;
