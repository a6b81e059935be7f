/**
 * Who is calling: the verifier of AWS Signature Version 4 and the callers that it knows. It is
 * written on the JDK alone and knows nothing of HTTP servers, JSON or stores; what it takes is the
 * request as it was on the wire. No secret leaves this package, not by an accessor, a message or a
 * {@code toString}.
 */
@NullMarked
package dev.patchbay.auth;

import org.jspecify.annotations.NullMarked;
