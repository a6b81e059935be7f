package dev.patchbay.evaluation;

/**
 * An integration response as a candidate for a reply.
 *
 * @param matched whether its key matches the value
 * @param selected whether it is the one that is used
 * @param reason a sentence that says why
 */
public record Candidate(
    String integrationResponseId, String key, boolean matched, boolean selected, String reason) {}
