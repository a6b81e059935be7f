package dev.patchbay.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One resource as it is stored and answered. Immutable, like every value in it.
 *
 * @param id where it is
 * @param revision grows by one with each stored change, from 1; the entity tag of HTTP
 * @param members the values by wire name, in the order of {@link ResourceType#members}; a member
 *     that is not set is absent. Values are String, Boolean, Long, Double, List and Map, never
 *     null; maps keep their insertion order.
 */
public record Resource(ResourceId id, long revision, Map<String, Object> members) {

  public Resource {
    members = Members.of(members);
  }

  /** The value of a member that is a string, null where it is not set. */
  public @Nullable String text(String member) {
    return (String) members.get(member);
  }

  /** The same resource after a change. */
  public Resource next(Map<String, Object> changed) {
    return new Resource(id, revision + 1, changed);
  }
}
