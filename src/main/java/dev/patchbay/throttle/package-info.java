/**
 * Rate limits of accounts: the port {@link dev.patchbay.throttle.RateLimiter}, a limiter in the
 * process, and decorators of a shared counter that lease tokens, cache refusals and fail open. It
 * knows neither HTTP nor Redis.
 */
@NullMarked
package dev.patchbay.throttle;

import org.jspecify.annotations.NullMarked;
