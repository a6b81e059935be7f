package dev.patchbay.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts among the members of a resource. */
final class MemberTexts {

  private MemberTexts() {}

  static String text(Map<String, Object> members, String name, String otherwise) {
    return members.get(name) instanceof String text ? text : otherwise;
  }

  static @Nullable String emptyAsNull(Map<String, Object> members, String name) {
    String text = text(members, name, "");
    return text.isEmpty() ? null : text;
  }

  static Map<String, String> texts(Map<String, Object> members, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (members.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }
}
