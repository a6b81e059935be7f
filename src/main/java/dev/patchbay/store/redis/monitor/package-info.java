/**
 * Checks Redis: the layout of the data and the settings that a level of durability needs. {@link
 * dev.patchbay.store.redis.monitor.RedisMonitor} is for the composition root.
 */
@NullMarked
package dev.patchbay.store.redis.monitor;

import org.jspecify.annotations.NullMarked;
