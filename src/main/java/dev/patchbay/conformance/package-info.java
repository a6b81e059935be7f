/**
 * Asks any service that speaks the API of API Gateway v2 what is recorded of AWS, and what Patchbay
 * decided where nothing is recorded. {@link dev.patchbay.conformance.CaseTable} reads the cases,
 * and {@link dev.patchbay.conformance.ConformanceRun} runs them. It is a client, and runs on a
 * thread that may wait.
 */
@NullMarked
package dev.patchbay.conformance;

import org.jspecify.annotations.NullMarked;
