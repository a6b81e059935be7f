package dev.patchbay.config;

import java.util.List;

/**
 * The environment holds values that are not allowed. The message names each variable, its value
 * unless that is a secret, and what is allowed; it has no cause, since a parser's own message could
 * quote a secret.
 */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  ConfigException(List<String> problems) {
    super("bad configuration:\n  " + String.join("\n  ", problems));
  }
}
