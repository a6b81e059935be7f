/**
 * The change logs of APIs, one Redis stream each: codec, reads for subscribers, and the bound on
 * logs of deleted APIs. {@link dev.patchbay.store.redis.changelog.RedisChangeLogs} is for the
 * store.
 */
@NullMarked
package dev.patchbay.store.redis.changelog;

import org.jspecify.annotations.NullMarked;
