package dev.patchbay.config;

/** What an update of a map such as response templates does to the keys that it does not name. */
public enum TemplatePatch {
  /** They stay. */
  MERGE,
  /** They go: the map in the request becomes the map. */
  REPLACE
}
