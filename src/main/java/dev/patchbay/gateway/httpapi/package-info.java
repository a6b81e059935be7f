/**
 * Serves the routes of HTTP APIs: {@link dev.patchbay.gateway.httpapi.HttpApiRequests} takes each
 * request, finds its stage and its route, calls the integration and answers.
 */
@NullMarked
package dev.patchbay.gateway.httpapi;

import org.jspecify.annotations.NullMarked;
