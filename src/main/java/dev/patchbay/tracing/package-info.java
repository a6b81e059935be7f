/**
 * Traces of requests for operators, and the only home of OpenTelemetry. Nothing here is loaded
 * unless an endpoint is configured.
 */
@NullMarked
package dev.patchbay.tracing;

import org.jspecify.annotations.NullMarked;
