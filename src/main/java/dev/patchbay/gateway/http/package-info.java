/** Addresses of the gateway, requests that do not become connections and their answers. */
@NullMarked
package dev.patchbay.gateway.http;

import org.jspecify.annotations.NullMarked;
