/**
 * Verifies JSON Web Tokens: {@link dev.patchbay.gateway.jwt.TokenVerifier} checks the claims of a
 * token, and its signature by a key that the issuer publishes.
 */
@NullMarked
package dev.patchbay.gateway.jwt;

import org.jspecify.annotations.NullMarked;
