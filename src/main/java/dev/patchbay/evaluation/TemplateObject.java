package dev.patchbay.evaluation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object that templates call by names which it lists itself. */
interface TemplateObject {

  /** The property of this name; nothing where there is none. */
  Optional<Object> property(String name);

  /** The method of this name for so many arguments, null where there is none. */
  @Nullable Call method(String name, int arguments);

  /** A method. */
  @FunctionalInterface
  interface Call {
    @Nullable Object call(List<@Nullable Object> arguments);
  }
}
