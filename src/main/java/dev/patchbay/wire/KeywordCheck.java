package dev.patchbay.wire;

import org.jspecify.annotations.Nullable;

/** A keyword of a JSON Schema that refuses a value without looking at the schemas below it. */
record KeywordCheck(String keyword, Check check) {

  /** Whether a value of {@link JsonValues} satisfies the keyword. */
  interface Check {
    boolean accepts(@Nullable Object value);
  }
}
