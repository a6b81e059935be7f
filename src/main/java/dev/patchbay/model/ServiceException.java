package dev.patchbay.model;

import java.util.Map;

/**
 * An expected answer that is not a success. Thrown where it is known, mapped to HTTP once, and
 * without a stack trace, for it tells of the request and not of the program.
 */
public final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, String> details;

  public ServiceException(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  /**
   * An error that says more than its message.
   *
   * @param details further members of the error's body beside {@code message}
   */
  public ServiceException(ErrorCode code, String message, Map<String, String> details) {
    super(message, null, false, false);
    this.code = code;
    this.details = Map.copyOf(details);
  }

  public ErrorCode code() {
    return code;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public Map<String, String> details() {
    return details;
  }

  public static ServiceException badRequest(String message) {
    return new ServiceException(ErrorCode.BAD_REQUEST, message);
  }

  public static ServiceException notFound(ResourceId id) {
    String identifier =
        id.type() == ResourceType.API ? " " + id.accountId() + ":" + id.value() : "";
    return new ServiceException(
        ErrorCode.NOT_FOUND,
        "Invalid " + id.type().spokenName() + " identifier specified" + identifier,
        Map.of("resourceType", id.type().typeName()));
  }

  /** The conflict that AWS answers to the loser of a race; clients retry on its last sentence. */
  public static ServiceException concurrentModification() {
    return new ServiceException(
        ErrorCode.CONFLICT,
        "Unable to complete operation due to concurrent modification. Please try again later.");
  }

  public static ServiceException alreadyExists(ResourceCollection collection, String key) {
    String parent = collection.type().parent().map(ResourceType::spokenName).orElse("account");
    return new ServiceException(
        ErrorCode.CONFLICT,
        "%s with key %s already exists for this %s"
            .formatted(collection.type().typeName(), key, parent));
  }

  static ServiceException preconditionFailed(long revision) {
    return new ServiceException(
        ErrorCode.PRECONDITION_FAILED,
        "The resource has changed: its entity tag is \""
            + revision
            + "\", which If-Match does not name");
  }
}
