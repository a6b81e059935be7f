package dev.patchbay.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.velocity.context.AbstractContext;
import org.apache.velocity.runtime.directive.ForeachScope;
import org.apache.velocity.util.introspection.IntrospectionCacheData;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one rendering. A variable of API Gateway is made when the template reads it
 * first, for most templates read one or two of them.
 */
final class RenderContext extends AbstractContext {

  private static final String FOREACH = "foreach";

  /** The loop counter of {@code #foreach} in templates of Velocity 1. */
  private static final String VELOCITY_COUNT = "velocityCount";

  private final Map<String, @Nullable Object> variables = new HashMap<>();
  private final Map<String, Supplier<Object>> unread;

  /**
   * The variables before the rendering.
   *
   * @param given makers of variables; each is asked when its variable is read first
   */
  RenderContext(Map<String, Supplier<Object>> given) {
    this.unread = new HashMap<>(given);
  }

  @Override
  public @Nullable Object internalGet(String name) {
    Supplier<Object> maker = unread.get(name);
    if (maker != null) {
      internalPut(name, maker.get());
    }
    Object value = variables.get(name);
    if (value == null
        && name.equals(VELOCITY_COUNT)
        && variables.get(FOREACH) instanceof ForeachScope scope) {
      return scope.getCount();
    }
    Budget.current().scan(value instanceof String text ? text.length() : 0);
    return value;
  }

  @Override
  public @Nullable Object internalPut(String name, @Nullable Object value) {
    Budget budget = Budget.current();
    budget.step();
    budget.elements(variables.size() + unread.size() + 1L);
    unread.remove(name);
    return variables.put(name, Values.admit(value));
  }

  @Override
  public boolean internalContainsKey(String name) {
    return variables.containsKey(name) || unread.containsKey(name);
  }

  @Override
  public String[] internalGetKeys() {
    return Stream.concat(variables.keySet().stream(), unread.keySet().stream())
        .toArray(String[]::new);
  }

  @Override
  public @Nullable Object internalRemove(String name) {
    unread.remove(name);
    return variables.remove(name);
  }

  /** Caches nothing: Velocity would reuse a method, which has its own place, at other places. */
  @Override
  public void icachePut(Object key, @Nullable IntrospectionCacheData data) {
    if (data != null && !(data.thingy instanceof SandboxMethod)) {
      super.icachePut(key, data);
    }
  }
}
