package dev.patchbay.gateway.backend;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * One request to a backend.
 *
 * @param headers may have Host, which is else the one of the address
 * @param timeoutMillis from the start of the call to the last byte of the answer
 * @param keepsHeaders whether the headers of the answer are asked for
 */
record BackendRequest(
    String method,
    BackendUri uri,
    MultiMap headers,
    Buffer body,
    long timeoutMillis,
    boolean keepsHeaders) {}
