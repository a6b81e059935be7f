package dev.patchbay.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Structures that requests choose with {@code none} or another member, and that answers show
 * without the choice.
 */
final class UnionForm {

  private UnionForm() {}

  /**
   * Moves the members of the chosen structure up.
   *
   * @param member holds the choice, and beside it what the service has added
   * @param chosen the member of the choice that is not {@code none}
   */
  static Map<String, Object> flat(Map<String, Object> members, String member, String chosen) {
    if (!(members.get(member) instanceof Map<?, ?> choice)) {
      return members;
    }
    Map<String, Object> flat = new TreeMap<>();
    choice.forEach((name, value) -> flat.put((String) name, value));
    flat.remove("none");
    if (flat.remove(chosen) instanceof Map<?, ?> structure) {
      structure.forEach((name, value) -> flat.put((String) name, value));
    }
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put(member, flat);
    return all;
  }
}
