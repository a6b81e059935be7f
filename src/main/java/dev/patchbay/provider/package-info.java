/**
 * Contract mode: a complete service, and an endpoint for the provider states of contracts. Faults
 * are injected around the service: by a second replica, a proxy in front of Redis and a proxy that
 * signs requests. The service itself is unchanged. The classes may block, on threads of their own.
 */
@NullMarked
package dev.patchbay.provider;

import org.jspecify.annotations.NullMarked;
