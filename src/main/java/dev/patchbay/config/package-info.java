/**
 * The service's settings as typed records, read from environment variables that {@code Main} hands
 * in. {@link dev.patchbay.config.Settings} is the one table of them: names, defaults, limits and
 * meanings stand nowhere else in the code, and a test compares the guide to configuration with it.
 */
@NullMarked
package dev.patchbay.config;

import org.jspecify.annotations.NullMarked;
