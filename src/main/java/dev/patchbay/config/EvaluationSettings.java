package dev.patchbay.config;

import dev.patchbay.model.Limit;
import java.util.List;
import java.util.Map;

/** The settings of evaluations. */
final class EvaluationSettings {

  /** With two, an evaluation that takes all of its time does not hold up the others. */
  static final Setting<Integer> WORKERS =
      Setting.number(
          "PATCHBAY_EVALUATION_WORKERS",
          2,
          1,
          64,
          "Threads that evaluate integration responses; each takes some 20 MB at most.");

  static final Setting<Integer> PENDING =
      Setting.number(
          "PATCHBAY_EVALUATION_PENDING",
          Limit.EVALUATIONS_PENDING.intValue(),
          1,
          10_000,
          "Evaluations that wait or run; another one is refused.");

  static final Setting<Integer> WAIT_MILLIS =
      Setting.number(
          "PATCHBAY_EVALUATION_WAIT_MILLIS",
          Limit.EVALUATION_WAIT.intValue(),
          10,
          10_000,
          "How long an evaluation may wait for a thread before it is refused, in milliseconds.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL = List.of(WORKERS, PENDING, WAIT_MILLIS);

  private EvaluationSettings() {}

  static EvaluationConfig from(Map<String, String> environment) {
    return new EvaluationConfig(
        WORKERS.from(environment), PENDING.from(environment), WAIT_MILLIS.from(environment));
  }
}
