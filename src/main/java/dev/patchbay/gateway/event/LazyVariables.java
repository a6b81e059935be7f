package dev.patchbay.gateway.event;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code $context} for an event, made when one of them is read: most messages read
 * none. Belongs to the thread that runs the event at the time.
 */
public final class LazyVariables extends AbstractMap<String, Object> {

  private final RouteEvent event;
  private final String routeKey;
  private @Nullable Map<String, Object> made;

  public LazyVariables(RouteEvent event, String routeKey) {
    this.event = event;
    this.routeKey = routeKey;
  }

  private Map<String, Object> made() {
    Map<String, Object> known = made;
    if (known == null) {
      known = ContextVariables.of(event, routeKey);
      made = known;
    }
    return known;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return made().get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return made().containsKey(name);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return made().entrySet();
  }
}
