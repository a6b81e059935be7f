package dev.patchbay.evaluation;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private final Set<Given> unread = EnumSet.allOf(Given.class);
  private final Function<Given, Object> maker;

  /** The variables before the rendering. */
  enum Given {
    INPUT("input"),
    UTIL("util"),
    CONTEXT("context"),
    STAGE_VARIABLES("stageVariables");

    private static final Map<String, Given> BY_NAME =
        Stream.of(values()).collect(Collectors.toUnmodifiableMap(each -> each.text, each -> each));

    private final String text;

    Given(String text) {
      this.text = text;
    }
  }

  /**
   * The variables of one rendering.
   *
   * @param maker is asked for a variable when it is read first
   */
  RenderContext(Function<Given, Object> maker) {
    this.maker = maker;
  }

  private boolean isUnread(String name) {
    Given given = Given.BY_NAME.get(name);
    return given != null && unread.contains(given);
  }

  private void read(String name) {
    Given given = Given.BY_NAME.get(name);
    if (given != null) {
      unread.remove(given);
    }
  }

  @Override
  public @Nullable Object internalGet(String name) {
    Given given = Given.BY_NAME.get(name);
    if (given != null && unread.contains(given)) {
      internalPut(name, maker.apply(given));
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
    read(name);
    return variables.put(name, Values.admit(value));
  }

  @Override
  public boolean internalContainsKey(String name) {
    return variables.containsKey(name) || isUnread(name);
  }

  @Override
  public String[] internalGetKeys() {
    return Stream.concat(variables.keySet().stream(), unread.stream().map(each -> each.text))
        .toArray(String[]::new);
  }

  @Override
  public @Nullable Object internalRemove(String name) {
    read(name);
    return variables.remove(name);
  }

  /**
   * Caches nothing: Velocity would reuse a method, which has its own place, at other places, and to
   * find a property again takes no longer than the cache.
   */
  @Override
  public void icachePut(Object key, @Nullable IntrospectionCacheData data) {}
}
