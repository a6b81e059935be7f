package dev.patchbay.http;

/**
 * The sampling of the access log.
 *
 * @param errors whether a request that ended in an error has a line
 * @param oneSuccessIn one of so many other requests has a line; 0 for none
 */
public record AccessSampling(boolean errors, int oneSuccessIn) {}
