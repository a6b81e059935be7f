package dev.patchbay.conformance;

import dev.patchbay.cases.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of members and of items. Each adds its observation to the observed line, and returns
 * the expectation that was not met.
 */
final class MemberChecks {

  private MemberChecks() {}

  static Optional<String> is(
      Map<String, @Nullable Object> expected,
      Map<String, @Nullable Object> members,
      List<String> observed) {
    List<String> unmet = new ArrayList<>();
    expected.forEach(
        (name, value) -> {
          observed.add(shown(name, members));
          if (!members.containsKey(name)
              || !Json.sorted(value).equals(Json.sorted(members.get(name)))) {
            unmet.add(name + " " + Json.compact(value));
          }
        });
    return joined(unmet);
  }

  static Optional<String> form(
      Map<String, @Nullable Object> expected,
      Map<String, @Nullable Object> members,
      List<String> observed) {
    List<String> unmet = new ArrayList<>();
    expected.forEach(
        (name, pattern) -> {
          observed.add(shown(name, members));
          if (!String.valueOf(members.get(name)).matches(String.valueOf(pattern))) {
            unmet.add(name + " like " + pattern);
          }
        });
    return joined(unmet);
  }

  static Optional<String> absent(
      List<?> names, Map<String, @Nullable Object> members, List<String> observed) {
    List<String> there = new ArrayList<>();
    for (Object name : names) {
      observed.add(shown(String.valueOf(name), members));
      if (members.containsKey(String.valueOf(name))) {
        there.add(String.valueOf(name));
      }
    }
    return there.isEmpty() ? Optional.empty() : Optional.of("no " + String.join(", no ", there));
  }

  static Optional<String> column(
      Map<String, @Nullable Object> expected,
      Map<String, @Nullable Object> members,
      List<String> observed) {
    List<String> unmet = new ArrayList<>();
    expected.forEach(
        (name, values) -> {
          String seen = Json.compact(values(name, members));
          observed.add(name + " " + seen);
          if (!seen.equals(Json.compact(values))) {
            unmet.add(name + " " + Json.compact(values));
          }
        });
    return joined(unmet);
  }

  static Optional<String> ascending(
      String name, Map<String, @Nullable Object> members, List<String> observed) {
    List<String> seen = values(name, members).stream().map(String::valueOf).toList();
    observed.add(name + " " + Json.compact(seen));
    return seen.isEmpty() || !seen.equals(seen.stream().sorted().toList())
        ? Optional.of("items by ascending " + name)
        : Optional.empty();
  }

  private static List<@Nullable Object> values(String name, Map<String, @Nullable Object> members) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object item : listOf(members.get("items"))) {
      values.add(mapOf(item).get(name));
    }
    return values;
  }

  private static String shown(String name, Map<String, @Nullable Object> members) {
    return members.containsKey(name) ? name + " " + Json.compact(members.get(name)) : "no " + name;
  }

  private static Optional<String> joined(List<String> unmet) {
    return unmet.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", unmet));
  }

  static Map<String, @Nullable Object> mapOf(@Nullable Object value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> members.put(String.valueOf(name), each));
    }
    return members;
  }

  static List<?> listOf(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
