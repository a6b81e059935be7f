package dev.patchbay.gateway.httpapi;

/** A request that is refused before its integration is called, with its answer. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiAnswer answer;

  RefusedException(ApiAnswer answer) {
    super(answer.reason().orElse(""), null, false, false);
    this.answer = answer;
  }

  ApiAnswer answer() {
    return answer;
  }
}
