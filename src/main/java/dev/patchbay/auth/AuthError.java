package dev.patchbay.auth;

/**
 * Why a request was turned away. Each is named as the service's error code for it; their names and
 * statuses on the wire are those of AWS's front end for this service.
 */
public enum AuthError {
  MISSING_AUTHENTICATION_TOKEN,
  UNRECOGNIZED_CLIENT,
  INVALID_SIGNATURE,
  INCOMPLETE_SIGNATURE,
  /** A target that no AWS client sends. */
  BAD_REQUEST
}
