/**
 * Cases of evaluations in files: reading, running, comparing, reporting and updating them, and the
 * integration responses that they run against, from a file or from a service. {@link
 * dev.patchbay.cases.CaseRun} runs them for the command line. This package is the only home of
 * SnakeYAML.
 */
@NullMarked
package dev.patchbay.cases;

import org.jspecify.annotations.NullMarked;
