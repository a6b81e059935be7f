package dev.patchbay.model;

/**
 * An entry of the change log of an API.
 *
 * @param accessKeyId of the signature; empty where requests need none, and for changes without a
 *     request
 * @param requestId the {@code x-amzn-RequestId} of the answer; empty for changes without a request
 */
public record RecordedChange(ChangeId id, String accessKeyId, String requestId, Change change) {}
