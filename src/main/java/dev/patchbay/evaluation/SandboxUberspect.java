package dev.patchbay.evaluation;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.velocity.runtime.directive.ForeachScope;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.Uberspect;
import org.apache.velocity.util.introspection.VelMethod;
import org.apache.velocity.util.introspection.VelPropertyGet;
import org.apache.velocity.util.introspection.VelPropertySet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which methods templates can call: the methods that are listed for a type and nothing
 * else. It never looks at the methods of a class. Public because Velocity makes it by its class
 * name.
 */
public final class SandboxUberspect implements Uberspect {

  /** Named by the runtime's properties. */
  public SandboxUberspect() {}

  @Override
  public void init() {}

  @Override
  public @Nullable Iterator<?> getIterator(@Nullable Object target, Info info) {
    if (target instanceof TemplateMap map) {
      return new BoundedIterator(ContainerMethods.values(map).iterator(), info);
    }
    // A range of numbers makes its elements one by one.
    return target instanceof List<?> list ? new BoundedIterator(list.iterator(), info) : null;
  }

  @Override
  public @Nullable VelMethod getMethod(
      @Nullable Object target, String name, @Nullable Object[] arguments, Info info) {
    Method<Object> method = method(target, name, arguments.length);
    if (method == null) {
      Budget.current()
          .note(Place.of(info) + name + "() is no method of " + type(target) + "; it is empty");
      return null;
    }
    return new SandboxMethod(name, method, info);
  }

  private static @Nullable Method<Object> method(
      @Nullable Object target, String name, int arguments) {
    if (target instanceof TemplateObject object) {
      TemplateObject.Call call = object.method(name, arguments);
      return call == null ? null : (same, given) -> call.call(given);
    }
    String key = name + "/" + arguments;
    if (target instanceof String) {
      return of(String.class, StringMethods.TABLE.get(key));
    }
    if (target instanceof TemplateMap) {
      return of(TemplateMap.class, ContainerMethods.MAP.get(key));
    }
    if (target instanceof TemplateList) {
      return of(TemplateList.class, ContainerMethods.LIST.get(key));
    }
    if (target instanceof TemplateEntry) {
      return of(TemplateEntry.class, ContainerMethods.ENTRY.get(key));
    }
    if (target instanceof ForeachScope) {
      return of(ForeachScope.class, ScalarMethods.FOREACH.get(key));
    }
    if (target instanceof Number) {
      return of(Number.class, ScalarMethods.NUMBER.get(key));
    }
    return target instanceof Boolean ? of(Boolean.class, ScalarMethods.BOOLEAN.get(key)) : null;
  }

  private static <T> @Nullable Method<Object> of(Class<T> type, @Nullable Method<T> method) {
    return method == null ? null : (target, arguments) -> method.call(type.cast(target), arguments);
  }

  @Override
  public @Nullable VelPropertyGet getPropertyGet(@Nullable Object target, String name, Info info) {
    if (target instanceof TemplateMap) {
      return new Property(name, info, map -> Optional.ofNullable(((TemplateMap) map).get(name)));
    }
    if (target instanceof TemplateEntry && (name.equals("key") || name.equals("value"))) {
      return new Property(
          name,
          info,
          entry ->
              name.equals("key")
                  ? Optional.of(((TemplateEntry) entry).key())
                  : Optional.ofNullable(((TemplateEntry) entry).value()));
    }
    if (target instanceof ForeachScope) {
      Method<ForeachScope> property = ScalarMethods.FOREACH_PROPERTIES.get(name);
      return property == null
          ? null
          : new Property(
              name,
              info,
              scope -> Optional.ofNullable(property.call((ForeachScope) scope, List.of())));
    }
    return target instanceof TemplateObject
        ? new Property(name, info, object -> ((TemplateObject) object).property(name))
        : null;
  }

  @Override
  public @Nullable VelPropertySet getPropertySet(
      @Nullable Object target, String name, @Nullable Object value, Info info) {
    return target instanceof TemplateMap ? new MapPut(name) : null;
  }

  private static String type(@Nullable Object target) {
    if (target instanceof TemplateObject object) {
      return object.toString();
    }
    return target instanceof String ? "a string" : target == null ? "nothing" : "this value";
  }

  /** Reads a property; a value that is not there is empty. */
  private record Property(String name, Info info, Function<Object, Optional<Object>> read)
      implements VelPropertyGet {
    @Override
    public Object invoke(Object target) {
      Budget budget = Budget.current();
      budget.step();
      budget.at(info.getLine(), info.getColumn());
      Optional<Object> value = read.apply(target);
      if (value.isEmpty()) {
        budget.note(Place.of(info) + "." + name + " has no value; it is empty");
      }
      return value.orElse("");
    }

    @Override
    public boolean isCacheable() {
      return true;
    }

    @Override
    public String getMethodName() {
      return name;
    }
  }

  /** Sets a member of a map. */
  private record MapPut(String name) implements VelPropertySet {
    @Override
    public @Nullable Object invoke(Object target, @Nullable Object value) {
      return ((TemplateMap) target).put(name, value);
    }

    @Override
    public boolean isCacheable() {
      return true;
    }

    @Override
    public String getMethodName() {
      return name;
    }
  }
}
