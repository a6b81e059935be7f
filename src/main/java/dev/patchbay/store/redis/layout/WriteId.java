package dev.patchbay.store.redis.layout;

import dev.patchbay.call.Call;

/**
 * Identifies one transition in all records and changes that it stores.
 *
 * @param stamp goes into its records, and into no record of another transition
 * @param author goes into the changes that it appends to the change log
 * @param changesMax how many changes the change log of an API keeps; some more where that is
 *     cheaper
 */
public record WriteId(String stamp, Call.Author author, int changesMax) {}
