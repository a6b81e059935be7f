package dev.patchbay.service;

import java.time.Instant;
import java.util.Map;

/** A change of members without the rules of updates. */
@FunctionalInterface
public interface MemberEdit {

  /**
   * Returns the members after the change, without the removed ones. Pure.
   *
   * @param members to be changed in place
   * @param now when the change is made
   */
  Map<String, Object> apply(Map<String, Object> members, Instant now);
}
