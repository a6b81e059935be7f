package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.VelMethod;
import org.jspecify.annotations.Nullable;

/**
 * A call of a listed method: charged, its arguments and its result within the limits, a missing
 * result empty.
 */
record SandboxMethod(String name, Method<Object> method, Info info) implements VelMethod {

  @Override
  public Object invoke(Object target, @Nullable Object[] arguments) {
    Budget budget = Budget.current();
    budget.at(info.getLine(), info.getColumn());
    budget.step();
    List<@Nullable Object> admitted = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      admitted.add(Values.admit(argument));
    }
    if (target instanceof String text) {
      budget.scan(text.length());
    }
    try {
      Object result = Values.admit(method.call(target, admitted));
      if (result instanceof String text) {
        budget.copy(text.length());
      }
      return result == null ? "" : result;
    } catch (Arguments.MismatchException e) {
      budget.note(Place.of(info) + name + "() does not take such arguments; it is empty");
      return "";
    } catch (RuntimeException e) {
      throw new EvaluationFault(
          Kind.TEMPLATE,
          name + "() fails: " + Reason.of(e),
          info.getLine(),
          info.getColumn(),
          name + "()");
    }
  }

  /**
   * Velocity may cache it, for it has its own place in the template; {@link RenderContext} has no
   * cache.
   */
  @Override
  public boolean isCacheable() {
    return false;
  }

  @Override
  public String getMethodName() {
    return name;
  }

  @Override
  public java.lang.reflect.@Nullable Method getMethod() {
    return null;
  }

  @Override
  public Class<?> getReturnType() {
    return Object.class;
  }
}
