/**
 * Authentication: the verifier and the signer of AWS Signature Version 4, the callers of the
 * credentials file, and API keys. The package uses the JDK alone; its input is the head of a
 * request as it was on the wire. No secret leaves this package, neither by an accessor nor in a
 * message or a {@code toString}.
 */
@NullMarked
package dev.patchbay.auth;

import org.jspecify.annotations.NullMarked;
