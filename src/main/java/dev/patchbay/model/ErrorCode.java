package dev.patchbay.model;

/**
 * The errors of the service: the shape's name as {@code X-Amzn-ErrorType} carries it, and the HTTP
 * status.
 *
 * <p>Source: the AWS API Gateway v2 service model for the declared ones; the restJson1 protocol and
 * RFC 9110 for the others. The error of trimmed changes has the name that DynamoDB Streams uses;
 * the errors of connections have the names of the API Gateway management API.
 */
public enum ErrorCode {
  BAD_REQUEST("BadRequestException", 400),
  SERIALIZATION("SerializationException", 400),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403),
  INVALID_SIGNATURE("InvalidSignatureException", 403),
  ACCESS_DENIED("AccessDeniedException", 403),
  NOT_FOUND("NotFoundException", 404),
  UNKNOWN_OPERATION("UnknownOperationException", 404),
  METHOD_NOT_ALLOWED("MethodNotAllowedException", 405),
  REQUEST_TIMEOUT("RequestTimeoutException", 408),
  CONFLICT("ConflictException", 409),
  TRIMMED_DATA_ACCESS("TrimmedDataAccessException", 410),
  GONE("GoneException", 410),
  PRECONDITION_FAILED("PreconditionFailedException", 412),
  REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413),
  UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaTypeException", 415),
  TOO_MANY_REQUESTS("TooManyRequestsException", 429),
  LIMIT_EXCEEDED("LimitExceededException", 429),
  INTERNAL_FAILURE("InternalFailure", 500),
  SERVICE_UNAVAILABLE("ServiceUnavailableException", 503);

  private final String shape;
  private final int status;

  ErrorCode(String shape, int status) {
    this.shape = shape;
    this.status = status;
  }

  public String shape() {
    return shape;
  }

  public int status() {
    return status;
  }
}
