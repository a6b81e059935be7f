package dev.patchbay.consistency;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended for its client.
 *
 * @param value the resource as the answer shows it, for {@link Outcome#OK} only
 */
record Answer(Outcome outcome, @Nullable Value value) {

  enum Outcome {
    OK,
    /** The precondition did not hold: 412. */
    REFUSED,
    /** The call is known to have changed nothing and says nothing about the resource. */
    NO_EFFECT,
    /** No answer, or one that leaves open whether the change was or will be made. */
    UNKNOWN
  }

  static final Answer REFUSED = new Answer(Outcome.REFUSED, null);
  static final Answer NO_EFFECT = new Answer(Outcome.NO_EFFECT, null);
  static final Answer UNKNOWN = new Answer(Outcome.UNKNOWN, null);

  static Answer ok(Value value) {
    return new Answer(Outcome.OK, value);
  }

  boolean isUnknown() {
    return outcome == Outcome.UNKNOWN;
  }

  @Override
  public String toString() {
    return value == null ? outcome.name() : value.toString();
  }
}
