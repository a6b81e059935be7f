package dev.patchbay.store.redis.layout;

import dev.patchbay.call.Call;

/**
 * What a transition leaves on all that it stores.
 *
 * @param stamp goes into its records, and into those of no other
 * @param author goes into the changes that it notes
 * @param changesMax how many changes the change log of an API keeps; some more where that is
 *     cheaper
 */
public record WriteId(String stamp, Call.Author author, int changesMax) {}
