/**
 * How often an account may call: the port {@link dev.patchbay.throttle.RateLimiter}, its law in the
 * process, and what stands in front of a shared counter so that a refusal is cheap and a counter
 * that is away stops nobody. It knows neither HTTP nor Redis.
 */
@NullMarked
package dev.patchbay.throttle;

import org.jspecify.annotations.NullMarked;
