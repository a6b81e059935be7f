package dev.patchbay.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method of the values of a type. */
@FunctionalInterface
interface Method<T> {
  @Nullable Object call(T target, List<@Nullable Object> arguments);
}
