package dev.patchbay.config;

/**
 * How often one account may call, where the credentials file says nothing else.
 *
 * @param ratePerSecond requests a second in the long run; 0 for no limit
 * @param burst requests at once
 * @param replicas how many processes share the limit while they cannot count together
 */
public record ThrottleConfig(int ratePerSecond, int burst, int replicas) {}
