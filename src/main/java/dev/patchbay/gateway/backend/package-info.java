/**
 * Calls the backends of integrations: {@link dev.patchbay.gateway.backend.BackendIntegrations} by
 * HTTP, at addresses that {@link dev.patchbay.gateway.backend.AddressGuard} allows.
 */
@NullMarked
package dev.patchbay.gateway.backend;

import org.jspecify.annotations.NullMarked;
