package dev.patchbay.consistency;

import java.util.Optional;

/**
 * One call and its answer.
 *
 * @param invokedNanos a moment before the call was sent
 * @param endedNanos a moment after the answer was read; of no meaning where that is unknown
 */
record Operation(Call call, Answer answer, long invokedNanos, long endedNanos) {

  /**
   * Returns the state of the resource after the operation takes effect on it; empty when it cannot
   * have taken effect there. One of unknown outcome that would change nothing is as good as never
   * made.
   */
  Optional<Value> after(Value before) {
    Value next = call.applyTo(before);
    boolean possible =
        switch (answer.outcome()) {
          case OK -> !call.isRefusedBy(before) && next.equals(answer.value());
          case REFUSED -> call.isRefusedBy(before);
          case NO_EFFECT -> false;
          case UNKNOWN -> !next.equals(before);
        };
    return possible ? Optional.of(next) : Optional.empty();
  }

  /** Returns the same operation before its answer. */
  Operation unanswered() {
    return new Operation(call, Answer.UNKNOWN, invokedNanos, Long.MAX_VALUE);
  }

  @Override
  public String toString() {
    return "%d-%s %s = %s"
        .formatted(invokedNanos, answer.isUnknown() ? "?" : endedNanos, call, answer);
  }
}
