package dev.patchbay.store.redis.layout;

import dev.patchbay.call.Call;

/**
 * Identifies one transition in all records and changes that it stores.
 *
 * @param stamp stored in its records, and in no record of another transition
 * @param author stored in the changes that it appends to the change log
 * @param changesMax the length of the change log of an API; Redis may keep some more
 */
public record WriteId(String stamp, Call.Author author, int changesMax) {}
