package dev.patchbay.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An expected answer that is not a success. It is mapped to HTTP in one place, and has no stack
 * trace, because it is about the request and not about the program.
 */
public final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Redis fails over in seconds; an SDK that asks once a second is there when it is back. */
  private static final long UNAVAILABLE_RETRY_AFTER_MILLIS = 1_000;

  private static final String CONCURRENT_MODIFICATION =
      "Unable to complete operation due to concurrent modification. Please try again later.";

  private final ErrorCode code;
  private final transient Map<String, String> details;
  private final long retryAfterMillis;
  private final String member;

  public ServiceException(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  /**
   * A refusal with details beside its message.
   *
   * @param details further members of the error's body beside {@code message}
   */
  public ServiceException(ErrorCode code, String message, Map<String, String> details) {
    this(
        code,
        message,
        details,
        code == ErrorCode.SERVICE_UNAVAILABLE ? UNAVAILABLE_RETRY_AFTER_MILLIS : 0,
        "");
  }

  private ServiceException(
      ErrorCode code,
      String message,
      Map<String, String> details,
      long retryAfterMillis,
      String member) {
    super(message, null, false, false);
    this.code = code;
    this.details = Map.copyOf(details);
    this.retryAfterMillis = retryAfterMillis;
    this.member = member;
  }

  /**
   * Adds the member, for the metrics of refusals.
   *
   * @param path the member or a place in it, as messages name it
   */
  public ServiceException about(String path) {
    return new ServiceException(
        code, message(), details, retryAfterMillis, path.split("[.\\[ ]", 2)[0]);
  }

  /** Returns the member at fault, which may be an unknown one; empty where it is not one member. */
  public Optional<String> member() {
    return Optional.of(member).filter(name -> !name.isEmpty());
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

  /**
   * The milliseconds that the caller should wait before it repeats the request; empty where a
   * repetition is of no use. Every SERVICE_UNAVAILABLE has them, and TOO_MANY_REQUESTS of a quota
   * has not.
   */
  public OptionalLong retryAfterMillis() {
    return retryAfterMillis == 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterMillis);
  }

  public static ServiceException badRequest(String message) {
    return new ServiceException(ErrorCode.BAD_REQUEST, message);
  }

  /**
   * The refusal of a value of a member.
   *
   * @param allowed the allowed values, in words
   */
  public static ServiceException invalid(String member, @Nullable Object value, String allowed) {
    return badRequest(
            "Invalid "
                + member
                + " specified: "
                + ShownValue.of(value)
                + ". Allowed: "
                + allowed
                + ".")
        .about(member);
  }

  /**
   * The refusal of a request for a missing resource. The texts of AWS do not name the identifier,
   * so it is in a member of its own.
   */
  public static ServiceException notFound(ResourceId id) {
    String shown = ShownValue.cut(id.value());
    String message =
        id.type().notFoundText().replace("{account}", id.accountId()).replace("{id}", shown);
    return new ServiceException(
        ErrorCode.NOT_FOUND,
        message,
        Map.of("resourceType", id.type().typeName(), id.type().idMember(), shown));
  }

  /** The conflict that AWS answers to the loser of a race; clients retry on its last sentence. */
  public static ServiceException concurrentModification() {
    return new ServiceException(ErrorCode.CONFLICT, CONCURRENT_MODIFICATION);
  }

  /** Whether the request lost a race, and is not wrong. */
  public boolean isConcurrentModification() {
    return code == ErrorCode.CONFLICT && message().equals(CONCURRENT_MODIFICATION);
  }

  /** The refusal of a second resource with the same key: its identifier or unique member. */
  public static ServiceException alreadyExists(ResourceCollection collection, String key) {
    ResourceType type = collection.type();
    return new ServiceException(
            ErrorCode.CONFLICT, type.alreadyExistsText().replace("{key}", ShownValue.cut(key)))
        .about(type.uniqueMember().orElse(type.idMember()));
  }

  /**
   * The refusal of an account whose requests come too often.
   *
   * @param retryAfterMillis until its next request may pass, 1 or more
   */
  public static ServiceException tooManyRequests(long retryAfterMillis) {
    return new ServiceException(
        ErrorCode.TOO_MANY_REQUESTS,
        "Too Many Requests",
        Map.of("limitType", "RequestRatePerAccount"),
        Math.max(1, retryAfterMillis),
        "");
  }

  static ServiceException preconditionFailed(long revision) {
    return new ServiceException(
        ErrorCode.PRECONDITION_FAILED,
        "The resource has changed: its entity tag is \""
            + revision
            + "\", which If-Match does not name");
  }
}
