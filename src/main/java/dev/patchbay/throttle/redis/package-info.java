/** The counter that all replicas share: one small key for each account in Redis. */
@NullMarked
package dev.patchbay.throttle.redis;

import org.jspecify.annotations.NullMarked;
