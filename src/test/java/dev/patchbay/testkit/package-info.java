/**
 * This package serves the tests of all packages: clocks, processes, waiting, and the reports of a
 * run.
 */
@NullMarked
package dev.patchbay.testkit;

import org.jspecify.annotations.NullMarked;
