package dev.patchbay.auth;

import java.util.OptionalInt;

/**
 * A caller that proved who it is.
 *
 * @param accessKeyId the public half of its key; safe to log
 * @param accountId twelve digits; every resource belongs to one account
 * @param role what it may do
 * @param throttleRatePerSecond requests a second for the whole account; 0 turns the throttle off;
 *     empty means the service's default. The same for every caller of one account.
 * @param throttleBurst requests that the account may make at once, at least 1; empty means the
 *     service's default. The same for every caller of one account.
 */
public record Caller(
    String accessKeyId,
    String accountId,
    Role role,
    OptionalInt throttleRatePerSecond,
    OptionalInt throttleBurst) {}
