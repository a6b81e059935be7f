package dev.patchbay.model;

/**
 * The effect of an update of {@code responseTemplates} or {@code requestTemplates} on templates
 * that it does not name. AWS documents neither; every other map of the service merges.
 */
public enum TemplatePatch {
  /** The other templates stay. */
  MERGE,
  /** The other templates are removed: the map of the request is the new map. */
  REPLACE
}
