package dev.patchbay.model;

/**
 * The part of a change log that a read asks for.
 *
 * @param root the root in whose change log it is
 * @param after the last change that is known already; {@link ChangeId#ZERO} for all that are kept
 * @param changesMax how many at the most
 */
public record ChangesRequest(ResourceId root, ChangeId after, int changesMax) {}
