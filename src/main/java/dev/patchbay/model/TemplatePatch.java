package dev.patchbay.model;

/**
 * What an update of {@code responseTemplates} and {@code requestTemplates} does with templates that
 * it does not name. AWS documents neither; every other map of the service merges.
 */
public enum TemplatePatch {
  /** They stay. */
  MERGE,
  /** They go: the map of the request is the new map. */
  REPLACE
}
