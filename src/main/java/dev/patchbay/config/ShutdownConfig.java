package dev.patchbay.config;

/**
 * The times of a shutdown.
 *
 * @param drainDelaySeconds how long the service serves after it has become unready
 * @param seconds how long requests under way may then take
 */
public record ShutdownConfig(int drainDelaySeconds, int seconds) {}
