package dev.patchbay.model;

/**
 * The part of a change log that a read asks for.
 *
 * @param after the last change that is known already; {@link ChangeId#ZERO} for all that are kept
 * @param changesMax how many at the most
 */
public record ChangesRequest(ResourceId api, ChangeId after, int changesMax) {}
