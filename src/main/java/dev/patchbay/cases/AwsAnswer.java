package dev.patchbay.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of resources as the API answers them, or as the AWS CLI prints them. */
final class AwsAnswer {

  private AwsAnswer() {}

  /** The members of one resource; null members are left out. */
  static Map<String, Object> members(Map<String, @Nullable Object> answer) {
    Map<String, Object> members = new LinkedHashMap<>();
    answer.forEach(
        (name, value) -> {
          if (value != null) {
            members.put(decapitalized(name), value);
          }
        });
    return members;
  }

  /**
   * The members of all resources of a list, which may be one resource.
   *
   * @param member a name that only resources of the type have
   */
  static List<Map<String, Object>> items(Map<String, @Nullable Object> answer, String member)
      throws InputException {
    Map<String, Object> members = members(answer);
    if (members.containsKey(member)) {
      return List.of(members);
    }
    if (members.containsKey("nextToken")) {
      throw new InputException("it is one page of several: it has a NextToken");
    }
    if (!(members.get("items") instanceof List<?> list)) {
      throw new InputException("it has neither Items nor " + member);
    }
    List<Map<String, Object>> items = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> map)) {
        throw new InputException("an item is not a map");
      }
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      map.forEach((name, value) -> item.put(String.valueOf(name), value));
      items.add(members(item));
    }
    return items;
  }

  /** The CLI of AWS capitalizes names. */
  private static String decapitalized(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
