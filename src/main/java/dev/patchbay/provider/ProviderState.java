package dev.patchbay.provider;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A provider state of contracts.
 *
 * @param parameters the parameters by name
 * @param members the type whose members on creation are parameters too; empty for none
 * @param returned the names of the values that it returns for generators
 * @param meaning one sentence for the guide
 * @param setup sets the state up in a fixture
 */
record ProviderState(
    String name,
    List<Parameter> parameters,
    Optional<ResourceType> members,
    List<String> returned,
    String meaning,
    BiConsumer<ScenarioFixture, Parameters> setup) {

  /**
   * A state without parameters that a fault of the environment makes.
   *
   * @param end undoes the beginning
   */
  static ProviderState fault(
      String name, String meaning, Consumer<ScenarioFixture> begin, Consumer<ScenarioFixture> end) {
    return new ProviderState(
        name,
        List.of(),
        Optional.empty(),
        List.of(),
        meaning,
        (fixture, given) -> {
          fixture.undo(() -> end.accept(fixture));
          begin.accept(fixture);
        });
  }

  /**
   * One parameter.
   *
   * @param allowed the texts allowed; for a number its minimum and maximum
   */
  record Parameter(String name, Object defaultValue, List<Object> allowed) {

    /** Marks a parameter without a default, which its state checks. */
    private static final Object ANY = new Object();

    /** A parameter without a default, whose value the state checks itself. */
    static Parameter any(String name) {
      return new Parameter(name, ANY, List.of());
    }

    boolean hasDefault() {
      return defaultValue != ANY;
    }

    Object check(Object value) {
      if (!hasDefault()) {
        return value;
      }
      if (defaultValue instanceof Long) {
        long number = number(value);
        if (number < (Long) allowed.get(0) || number > (Long) allowed.get(1)) {
          throw refused(value);
        }
        return number;
      }
      if (!(value instanceof String) || (!allowed.isEmpty() && !allowed.contains(value))) {
        throw refused(value);
      }
      return value;
    }

    /** Parameters in a query are texts, also where they are numbers. */
    private long number(Object value) {
      try {
        return Long.parseLong(String.valueOf(value));
      } catch (NumberFormatException ignored) {
        throw refused(value);
      }
    }

    private ServiceException refused(Object value) {
      return ServiceException.invalid(name, value, allowedText());
    }

    private String allowedText() {
      if (allowed.isEmpty()) {
        return "a text";
      }
      return allowed.stream()
          .map(String::valueOf)
          .collect(Collectors.joining(defaultValue instanceof Long ? " to " : " or "));
    }

    private String markdown() {
      if (!hasDefault()) {
        return "`" + name + "`";
      }
      return "`%s` = `%s`%s"
          .formatted(name, defaultValue, allowed.isEmpty() ? "" : " (" + allowedText() + ")");
    }
  }

  /** The parameters of one setup, defaults included. */
  record Parameters(Map<String, Object> values) {

    String text(String name) {
      return String.valueOf(values.get(name));
    }

    long number(String name) {
      return Long.parseLong(text(name));
    }
  }

  /**
   * The given parameters and the defaults of the others.
   *
   * @throws ServiceException BAD_REQUEST naming a parameter that is unknown or has a wrong value
   */
  Parameters check(Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.stream()
        .filter(Parameter::hasDefault)
        .forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
    given.forEach((name, value) -> values.put(name, check(name, value)));
    return new Parameters(values);
  }

  private Object check(String parameter, Object value) {
    for (Parameter each : parameters) {
      if (each.name().equals(parameter)) {
        return each.check(value);
      }
    }
    boolean isMember =
        members
            .map(type -> type.members().get(parameter))
            .filter(member -> member.isInputOf(LifecycleOperation.CREATE))
            .isPresent();
    if (!isMember) {
      throw ServiceException.badRequest(
          "The state \"%s\" has no parameter %s".formatted(name, parameter));
    }
    return value;
  }

  String markdownRow() {
    String listed = parameters.stream().map(Parameter::markdown).collect(Collectors.joining(", "));
    String all =
        members
            .map(
                type ->
                    (listed.isEmpty() ? "" : listed + ", ")
                        + "any member of Create"
                        + type.typeName())
            .orElse(listed);
    return "| `%s` | %s | %s | %s |"
        .formatted(
            name,
            all,
            returned.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")),
            meaning);
  }
}
