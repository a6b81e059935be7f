package dev.patchbay.config;

/**
 * How the service ends.
 *
 * @param drainDelaySeconds how long it goes on serving after it has said that it will not
 * @param seconds how long requests under way may then take
 */
public record ShutdownConfig(int drainDelaySeconds, int seconds) {}
