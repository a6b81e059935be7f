package dev.patchbay.evaluation;

import org.jspecify.annotations.Nullable;

/** A keyword of a JSON Schema with its value, or a schema of several. Safe for all threads. */
@FunctionalInterface
interface SchemaRule {

  /**
   * Why it refuses a value of JSON, null where it accepts the value. Its work is charged to the
   * current budget.
   *
   * @param level schemas around this one
   */
  @Nullable String refusal(@Nullable Object value, int level);
}
