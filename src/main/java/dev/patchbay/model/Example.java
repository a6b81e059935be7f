package dev.patchbay.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request that creates a resource with few members.
 *
 * @param members in a value {Api} stands for the identifier of a resource of the type Api, which
 *     must be there before
 * @param fixed members whose values are the only ones that contracts may ask for
 * @param freeText a member without rules, which an empty text clears; empty for none
 */
public record Example(Map<String, Object> members, Set<String> fixed, String freeText) {

  static final Example NONE = new Example(Map.of(), Set.of(), "");

  public Example {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    fixed = Set.copyOf(fixed);
  }

  /** Members by their names, in turn. */
  public static Example of(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Example(members, Set.of(), "");
  }

  public Example fixing(String member) {
    return new Example(members, Set.of(member), freeText);
  }

  public Example withFreeText(String member) {
    return new Example(members, fixed, member);
  }
}
