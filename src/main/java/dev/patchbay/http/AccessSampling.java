package dev.patchbay.http;

/**
 * Which requests have a line in the log.
 *
 * @param errors whether those that ended in an error have one
 * @param oneSuccessIn of so many others one has a line; 0 for none of them
 */
public record AccessSampling(boolean errors, int oneSuccessIn) {}
