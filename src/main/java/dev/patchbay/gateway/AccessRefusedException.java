package dev.patchbay.gateway;

/** A handshake that is refused before {@code $connect} runs, with its answer. */
final class AccessRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  AccessRefusedException(Outcome outcome) {
    super(outcome.reason().orElse(""), null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
