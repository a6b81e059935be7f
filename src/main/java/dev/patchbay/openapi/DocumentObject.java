package dev.patchbay.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of a document. A member that is null counts as absent, and one of another type than
 * asked for refuses the document.
 *
 * @param place where it is, for refusals
 */
record DocumentObject(String place, Map<String, @Nullable Object> members) {

  /** The object that a value is; null is one without members. */
  static DocumentObject of(String place, @Nullable Object value) {
    if (value == null) {
      return new DocumentObject(place, Map.of());
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw ImportNotes.error("attribute " + place + " is not of type `object`");
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, each) -> members.put(String.valueOf(name), each));
    return new DocumentObject(place, members);
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  /** The object of a name; one without members where there is none. */
  DocumentObject object(String name) {
    return of(placeOf(name), members.get(name));
  }

  /** The text of a name; numbers and booleans are taken as they are written. */
  Optional<String> text(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map || value instanceof List) {
      throw ImportNotes.error("attribute " + placeOf(name) + " is not of type `string`");
    }
    return Optional.of(String.valueOf(value));
  }

  boolean flag(String name) {
    return text(name).filter("true"::equals).isPresent();
  }

  List<?> list(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw ImportNotes.error("attribute " + placeOf(name) + " is not of type `array`");
    }
    return list;
  }

  /** The objects of a list. */
  List<DocumentObject> objects(String name) {
    return list(name).stream().map(each -> of(placeOf(name), each)).toList();
  }

  private String placeOf(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  /**
   * The object that a reference to a part of the same document leads to, or this one itself.
   *
   * @param prefix where the reference may lead to, for example {@code #/components/a/}
   * @param parts the objects there
   * @return empty where it leads elsewhere
   */
  Optional<DocumentObject> followed(String prefix, DocumentObject parts) {
    Optional<String> reference = text("$ref");
    return reference.isEmpty()
        ? Optional.of(this)
        : reference.flatMap(each -> named(each, prefix)).filter(parts::has).map(parts::object);
  }

  /** The name at the end of a reference. */
  static Optional<String> named(String reference, String prefix) {
    return reference.startsWith(prefix)
        ? Optional.of(reference.substring(prefix.length()).replace("~1", "/").replace("~0", "~"))
        : Optional.empty();
  }
}
