/**
 * The data plane: clients connect to a stage, send messages, and get what the integration of the
 * selected route answers. {@link dev.patchbay.gateway.ApiSnapshot} is a deployed API that does not
 * change, and {@link dev.patchbay.gateway.RouteExecution} runs an event against it without input or
 * output. {@link dev.patchbay.gateway.Integrations} calls the backends of routes, and {@link
 * dev.patchbay.gateway.LambdaFunctions} other functions.
 */
@NullMarked
package dev.patchbay.gateway;

import org.jspecify.annotations.NullMarked;
