package dev.patchbay.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The effect of the members of a request on the members of a resource. A member that the request
 * omits or holds as null stays; the rest is decided by its {@link MemberKind}. A create is the same
 * change made to a resource without members.
 *
 * <p>Pure: neither argument is changed, and the same arguments give the same result.
 *
 * @param templatePatch whether templates that a request does not name are kept
 */
public record PatchSemantics(TemplatePatch templatePatch) {

  /**
   * Applies a change.
   *
   * @param current the members now
   * @param change the members of the request that {@code type} knows, in the shapes that its schema
   *     allows
   * @return the members after the change, in the order of the wire; the caller's own
   */
  public Map<String, Object> apply(
      ResourceType type, Map<String, Object> current, Map<String, Object> change) {
    if (change.isEmpty()) {
      return new LinkedHashMap<>(current);
    }
    Map<String, Object> next = new LinkedHashMap<>();
    for (Member member : type.members().values()) {
      Object before = current.get(member.name());
      Object asked = change.get(member.name());
      Object after = asked == null ? before : merge(member.kind(), before, asked);
      if (after != null) {
        next.put(member.name(), after);
      }
    }
    return next;
  }

  /**
   * The names of the members that a change has left otherwise than they were. Of templates the
   * order counts too, for where nothing selects one the first is taken; in all other maps it says
   * nothing.
   */
  static List<String> changedMembers(
      ResourceType type, Map<String, Object> before, Map<String, Object> after) {
    List<String> changed = new ArrayList<>();
    for (Member member : type.members().values()) {
      Object was = before.get(member.name());
      Object is = after.get(member.name());
      if (!Objects.equals(was, is)
          || (member.kind() == MemberKind.TEMPLATE_MAP && !isSameOrder(was, is))) {
        changed.add(member.name());
      }
    }
    return changed;
  }

  /** Of two maps that are equal, or of two that are not set. */
  private static boolean isSameOrder(@Nullable Object before, @Nullable Object after) {
    // A map that the change has not touched is the very same one.
    return before == after
        || before == null
        || after == null
        || List.copyOf(map(before).keySet()).equals(List.copyOf(map(after).keySet()));
  }

  private @Nullable Object merge(MemberKind kind, @Nullable Object before, Object asked) {
    return switch (kind) {
      case REQUIRED_TEXT -> asked;
      case VALUE -> present(asked);
      case TEXT -> asked.equals("") ? null : asked;
      case LASTING_TEXT -> asked.equals("") ? before : asked;
      case LIST -> ((Collection<?>) asked).isEmpty() ? null : asked;
      case STRUCTURE -> ((Map<?, ?>) asked).isEmpty() ? before : withoutNulls(map(asked));
      case MERGED_STRUCTURE -> mergeMap(before, withoutNulls(map(asked)), (old, value) -> value);
      case STRUCTURE_LIST -> mergeList(before, (List<?>) asked);
      case TEXT_MAP -> mergeMap(before, asked, (old, value) -> value.equals("") ? null : value);
      case TEMPLATE_MAP ->
          mergeMap(
              templatePatch == TemplatePatch.REPLACE ? null : before, asked, (old, value) -> value);
      case STRUCTURE_MAP -> mergeMap(before, asked, PatchSemantics::mergeStructure);
      case TEXT_MAP_MAP ->
          mergeMap(
              before,
              asked,
              (old, value) -> map(value).isEmpty() ? null : mergeTextMap(old, value));
    };
  }

  /** How one entry of a map takes up a new value; null removes the entry. */
  private interface EntryMerge {
    @Nullable Object apply(@Nullable Object old, Object value);
  }

  /** A map that ends up empty is a member that is not set. */
  private static @Nullable Object mergeMap(
      @Nullable Object before, Object asked, EntryMerge entryMerge) {
    Map<String, Object> next =
        before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(map(before));
    map(asked)
        .forEach(
            (key, value) -> {
              Object merged = value == null ? null : entryMerge.apply(next.get(key), value);
              if (merged == null) {
                next.remove(key);
              } else {
                next.put(key, merged);
              }
            });
    return next.isEmpty() ? null : Collections.unmodifiableMap(next);
  }

  private static @Nullable Object mergeTextMap(@Nullable Object before, Object asked) {
    return mergeMap(before, asked, (old, value) -> value.equals("") ? null : value);
  }

  private static Object mergeStructure(@Nullable Object before, Object asked) {
    Map<String, Object> next =
        before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(map(before));
    next.putAll(withoutNulls(map(asked)));
    return Collections.unmodifiableMap(next);
  }

  private static @Nullable Object mergeList(@Nullable Object before, List<?> asked) {
    List<?> old = before == null ? List.of() : (List<?>) before;
    List<Object> next = new ArrayList<>();
    for (Object structure : asked) {
      int place = next.size();
      next.add(mergeStructure(place < old.size() ? old.get(place) : null, structure));
    }
    return next.isEmpty() ? null : Collections.unmodifiableList(next);
  }

  /** A value without the members of its structures that are null, at any depth. */
  private static Object present(Object value) {
    if (value instanceof Map<?, ?>) {
      return withoutNulls(map(value));
    }
    return value instanceof List<?> list
        ? list.stream().map(PatchSemantics::present).toList()
        : value;
  }

  private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> structure) {
    Map<String, Object> present = new LinkedHashMap<>();
    structure.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, present(value));
          }
        });
    return Collections.unmodifiableMap(present);
  }

  @SuppressWarnings("unchecked") // The schema of the request has seen to it.
  private static Map<String, @Nullable Object> map(Object value) {
    return (Map<String, @Nullable Object>) value;
  }
}
