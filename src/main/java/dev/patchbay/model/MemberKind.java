package dev.patchbay.model;

/** The effect of an update on a member. Members differ in nothing else. */
public enum MemberKind {
  /** A string that a resource can lack: {@code ""} clears it. */
  TEXT,
  /** A string that a resource can lack, and that {@code ""} leaves as it is. */
  LASTING_TEXT,
  /** A string that a resource cannot lack. */
  REQUIRED_TEXT,
  /** Any value that a new one replaces, a list without items included. */
  VALUE,
  /** A list: a new list replaces the old one, {@code []} clears it. */
  LIST,
  /** A structure: a new one replaces the old one, {@code {}} leaves it as it is. */
  STRUCTURE,
  /** A structure: merged member by member, {@code {}} leaves it as it is. */
  MERGED_STRUCTURE,
  /** A list of structures: as long as the new list, and merged member by member of each place. */
  STRUCTURE_LIST,
  /** A map of strings: merged key by key, {@code ""} or null removes the key. */
  TEXT_MAP,
  /**
   * A map of templates: as {@link TemplatePatch} says; {@code ""} is a template, null removes the
   * key.
   */
  TEMPLATE_MAP,
  /** A map of structures: merged key by key and member by member, null removes the key. */
  STRUCTURE_MAP,
  /** A map of maps of strings: merged on both levels, {@code {}} or null removes the key. */
  TEXT_MAP_MAP
}
