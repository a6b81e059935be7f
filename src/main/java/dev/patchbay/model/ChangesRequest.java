package dev.patchbay.model;

/**
 * Which part of an API's trail is asked for.
 *
 * @param after the last change that is known already; {@link ChangeId#ZERO} for all that are kept
 * @param changesMax how many at the most
 */
public record ChangesRequest(ResourceId api, ChangeId after, int changesMax) {}
