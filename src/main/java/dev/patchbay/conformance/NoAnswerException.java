package dev.patchbay.conformance;

/** A service does not answer, or its answer is malformed. */
public final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }

  NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, which is never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
