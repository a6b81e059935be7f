package dev.patchbay.cases;

/** A file or an answer that cannot be used. Its message names the fault and its place. */
public final class InputException extends Exception {

  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, which is never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
