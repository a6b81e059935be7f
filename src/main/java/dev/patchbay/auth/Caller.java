package dev.patchbay.auth;

import java.util.OptionalInt;

/**
 * The authenticated caller of a request.
 *
 * @param accessKeyId the public part of its key; safe to log
 * @param accountId twelve digits; every resource belongs to one account
 * @param role the operations that it may call
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
