package dev.patchbay.contract;

import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import au.com.dius.pact.consumer.dsl.PactDslResponse;

/** The errors: status, the type by which clients tell them apart, and a body with matchers. */
public enum ErrorAnswer {
  BAD_REQUEST(400, "BadRequestException"),
  SERIALIZATION(400, "SerializationException"),
  ACCESS_DENIED(403, "AccessDeniedException"),
  INVALID_SIGNATURE(403, "InvalidSignatureException"),
  NOT_FOUND(404, "NotFoundException"),
  CONFLICT(409, "ConflictException"),
  /** The conflict that clients may try again after. */
  CONCURRENT_MODIFICATION(409, "ConflictException"),
  PRECONDITION_FAILED(412, "PreconditionFailedException"),
  UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaTypeException"),
  TOO_MANY_REQUESTS(429, "TooManyRequestsException"),
  SERVICE_UNAVAILABLE(503, "ServiceUnavailableException");

  private static final String WHOLE_SECONDS = "[1-9][0-9]*";

  private final int status;
  private final String type;

  ErrorAnswer(int status, String type) {
    this.status = status;
    this.type = type;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The shape's name, which {@code X-Amzn-ErrorType} carries. */
  public String type() {
    return type;
  }

  /** The body, to which further members can be added. */
  public PactDslJsonBody body() {
    PactDslJsonBody body = new PactDslJsonBody();
    return switch (this) {
      case NOT_FOUND ->
          body.stringType("message", "Invalid Integration identifier specified")
              .stringMatcher(
                  "resourceType",
                  "Api|Integration|IntegrationResponse|Route|RouteResponse",
                  "Integration");
      case CONCURRENT_MODIFICATION ->
          body.stringMatcher(
              "message",
              ".*[Tt]ry again later.*",
              "Unable to complete operation due to concurrent modification. Please try again"
                  + " later.");
      case TOO_MANY_REQUESTS ->
          body.stringType("message", "Too Many Requests")
              .stringType("limitType", "RequestRatePerAccount");
      default -> body.stringType("message", "what is wrong");
    };
  }

  /** Makes this the answer: status, headers and body. */
  public PactDslResponse answer(PactDslResponse response) {
    PactDslResponse answered =
        response
            .status(status)
            .matchHeader("Content-Type", "application/json.*", "application/json")
            .matchHeader("X-Amzn-ErrorType", type + "(:.*)?", type)
            .body(body());
    return switch (this) {
      case TOO_MANY_REQUESTS ->
          answered
              .matchHeader("Retry-After", WHOLE_SECONDS, "1")
              .matchHeader("x-amz-retry-after", WHOLE_SECONDS, "500");
      case SERVICE_UNAVAILABLE -> answered.matchHeader("Retry-After", WHOLE_SECONDS, "1");
      default -> answered;
    };
  }
}
