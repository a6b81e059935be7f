/**
 * The format of log lines, and their output. The only home of Logback; other packages use SLF4J.
 * Text of callers is always escaped.
 */
@NullMarked
package dev.patchbay.logs;

import org.jspecify.annotations.NullMarked;
