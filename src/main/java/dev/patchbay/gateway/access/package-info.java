/** Decides whether a handshake may become a connection: signatures, authorizers and API keys. */
@NullMarked
package dev.patchbay.gateway.access;

import org.jspecify.annotations.NullMarked;
