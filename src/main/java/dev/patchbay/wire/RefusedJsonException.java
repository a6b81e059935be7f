package dev.patchbay.wire;

import java.io.IOException;

/** A fault of a text beyond the grammar of JSON, in words for the client. */
final class RefusedJsonException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedJsonException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
