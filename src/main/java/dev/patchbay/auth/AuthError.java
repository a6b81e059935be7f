package dev.patchbay.auth;

/**
 * The reasons to refuse a request. Each has the name of an error code of the service; names and
 * statuses on the wire are the statuses of AWS's front end for this service.
 */
public enum AuthError {
  MISSING_AUTHENTICATION_TOKEN,
  UNRECOGNIZED_CLIENT,
  INVALID_SIGNATURE,
  INCOMPLETE_SIGNATURE,
  /** The target has a form that no AWS client sends. */
  BAD_REQUEST
}
