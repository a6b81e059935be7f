package dev.patchbay.config;

/**
 * How often one account may call, where the credentials file says nothing else.
 *
 * @param ratePerSecond requests a second in the long run; 0 for no limit
 * @param burst requests at once
 */
public record ThrottleConfig(int ratePerSecond, int burst) {}
