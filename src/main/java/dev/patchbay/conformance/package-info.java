/**
 * Compares any service with the API of API Gateway v2 with the recorded answers of AWS, and with
 * the decisions of Patchbay where none are recorded. {@link dev.patchbay.conformance.CaseTable}
 * reads the cases, and {@link dev.patchbay.conformance.ConformanceRun} runs them. It is a client,
 * and runs on a thread that may wait.
 */
@NullMarked
package dev.patchbay.conformance;

import org.jspecify.annotations.NullMarked;
