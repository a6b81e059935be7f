/** What tests of any package need: clocks, processes, waiting, and the reports of a run. */
@NullMarked
package dev.patchbay.testkit;

import org.jspecify.annotations.NullMarked;
