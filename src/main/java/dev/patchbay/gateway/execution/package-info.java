/**
 * Runs an event against a snapshot: selects the route, makes the request, calls the backend and
 * makes the outcome of its reply.
 */
@NullMarked
package dev.patchbay.gateway.execution;

import org.jspecify.annotations.NullMarked;
