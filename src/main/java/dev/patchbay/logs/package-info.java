/**
 * How lines are logged: their form, and the way out of the process. The only home of Logback; all
 * others say what they have to say through SLF4J. No text of a caller gets into a line raw.
 */
@NullMarked
package dev.patchbay.logs;

import org.jspecify.annotations.NullMarked;
