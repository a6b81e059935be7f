package dev.patchbay.evaluation;

import java.util.Optional;

/**
 * The message that a client receives.
 *
 * @param text the text frame
 * @param bytes the payload where it is not UTF-8, for which the text has U+FFFD
 */
public record Frame(String text, Optional<Payload> bytes) {

  static Frame of(Payload payload) {
    return new Frame(payload.text(), payload.isUtf8() ? Optional.empty() : Optional.of(payload));
  }

  static Frame ofText(String text) {
    return new Frame(text, Optional.empty());
  }
}
