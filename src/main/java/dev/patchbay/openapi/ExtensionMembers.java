package dev.patchbay.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts the object of an extension to members of a request. */
final class ExtensionMembers {

  private final DocumentObject object;
  private final Map<String, Object> members = new LinkedHashMap<>();

  ExtensionMembers(DocumentObject object) {
    this.object = object;
  }

  Map<String, Object> members() {
    return members;
  }

  /** Takes over a text. */
  ExtensionMembers text(String name, String member) {
    object.text(name).ifPresent(value -> members.put(member, value));
    return this;
  }

  /** Takes over any value, for the schema of the request to check. */
  ExtensionMembers value(String name) {
    Object value = object.members().get(name);
    if (value != null) {
      members.put(name, whole(value));
    }
    return this;
  }

  /** Converts a number that YAML has as a text, or a boolean that JSON has as a text. */
  private static Object whole(Object value) {
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value.toString());
    }
    return value instanceof String text && text.matches("[0-9]{1,9}(?:\\.0+)?")
        ? (Object) Double.valueOf(text).longValue()
        : value;
  }

  /** Takes over a list of texts; a text alone is a list of one. */
  ExtensionMembers texts(String name) {
    if (object.members().get(name) instanceof List<?> list) {
      members.put(name, new ArrayList<>(list.stream().map(String::valueOf).toList()));
    } else {
      object.text(name).ifPresent(value -> members.put(name, List.of(value)));
    }
    return this;
  }

  /** Takes over a map of texts. */
  ExtensionMembers textMap(String name) {
    if (object.has(name)) {
      members.put(name, texts(object.object(name)));
    }
    return this;
  }

  /** Takes over a map of maps of texts. */
  ExtensionMembers textMapMap(String name) {
    if (object.has(name)) {
      Map<String, Object> maps = new LinkedHashMap<>();
      DocumentObject all = object.object(name);
      all.members().keySet().forEach(key -> maps.put(key, texts(all.object(key))));
      members.put(name, maps);
    }
    return this;
  }

  private static Map<String, Object> texts(DocumentObject object) {
    Map<String, Object> texts = new LinkedHashMap<>();
    object.members().keySet().forEach(key -> object.text(key).ifPresent(t -> texts.put(key, t)));
    return texts;
  }
}
