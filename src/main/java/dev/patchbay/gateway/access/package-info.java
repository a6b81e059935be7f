/** Decides whether a handshake may become a connection: signatures and authorizers. */
@NullMarked
package dev.patchbay.gateway.access;

import org.jspecify.annotations.NullMarked;
