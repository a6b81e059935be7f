package dev.patchbay.yaml;

/** A text that is not one map in YAML, or that is beyond the limits of a reader. */
public final class YamlException extends Exception {

  private static final long serialVersionUID = 1L;

  YamlException(String message) {
    super(message);
  }

  YamlException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The fault and its place. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
