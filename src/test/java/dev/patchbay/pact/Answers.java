package dev.patchbay.pact;

import static dev.patchbay.pact.Shape.containing;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.matching;
import static dev.patchbay.pact.Shape.object;

import dev.patchbay.pact.Exchange.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers that consumers distinguish, with the constraints of the contract on each. */
final class Answers {

  private static final String REQUEST_ID = "11111111-2222-3333-4444-555555555555";
  private static final String WHOLE_SECONDS = "^[1-9][0-9]*$";

  private Answers() {}

  /** Success with a body. */
  static Answer answer(int status, Shape body) {
    return bare(status, body);
  }

  /** Success with a resource, which has an entity tag. */
  static Answer tagged(int status, Shape body) {
    return bare(status, body).header("ETag", "^\"[^\"]+\"$", Exchange.example("${entityTag}"));
  }

  /** Success without a body. */
  static Answer deleted() {
    return done(204);
  }

  private static Answer bare(int status, @Nullable Shape body) {
    return new Answer(status, Map.of(), body)
        .header("x-amzn-RequestId", "^[0-9a-zA-Z-]+$", REQUEST_ID);
  }

  static Answer error(int status, String type, @Nullable Shape body) {
    return bare(status, body).header("X-Amzn-ErrorType", "^" + type + "(:.*)?$", type);
  }

  /** An error of which only the type is relied on, because it may have no body. */
  static Answer errorWithoutMessage(int status, String type) {
    return error(status, type, (Shape) null);
  }

  /** Success without a body that is looked at. */
  static Answer done(int status) {
    return bare(status, null);
  }

  /** An error of which the type is relied on, and that there is a message. */
  static Answer error(int status, String type) {
    return error(status, type, object("message", matching("^.+$", "what is wrong")));
  }

  /** 404; {@code resourceType} names the type of the missing resource. */
  static Answer notFound(String resourceType) {
    return error(
        404,
        "NotFoundException",
        object(
            "message",
            containing("identifier specified", "Invalid " + resourceType + " identifier specified"),
            "resourceType",
            is(resourceType)));
  }

  /** 400; the message names the refused member. */
  static Answer badRequest(String named) {
    return error(
        400,
        "BadRequestException",
        object("message", containing(named, "Invalid " + named + " specified")));
  }

  /** 409 for a key that a sibling has. */
  static Answer keyTaken() {
    return conflict("already exists", "IntegrationResponse with key /404/ already exists");
  }

  /** 409 for a lost race; clients try again where they read these words. */
  static Answer overtaken() {
    return conflict(
        "try again later",
        "Unable to complete operation due to concurrent modification. Please try again later.");
  }

  static Answer conflict(String text, String example) {
    return error(409, "ConflictException", object("message", containing(text, example)));
  }

  /** 429 for an account that calls too often, and when to come back. */
  static Answer throttled() {
    return error(
            429,
            "TooManyRequestsException",
            object(
                "limitType", like("RequestRatePerAccount"), "message", like("Too Many Requests")))
        .header("Retry-After", WHOLE_SECONDS, "2")
        .header("x-amz-retry-after", WHOLE_SECONDS, "2000");
  }

  /** 503, and when to come back. */
  static Answer unavailable() {
    return error(503, "ServiceUnavailableException").header("Retry-After", WHOLE_SECONDS, "1");
  }
}
