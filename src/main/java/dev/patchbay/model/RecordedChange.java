package dev.patchbay.model;

/**
 * An entry of the change log of an API.
 *
 * @param accessKeyId whose signature the request had; empty where signatures are not asked for, and
 *     of what the service did by itself
 * @param requestId as the answer's {@code x-amzn-RequestId} told; empty of what no request asked
 */
public record RecordedChange(ChangeId id, String accessKeyId, String requestId, Change change) {}
