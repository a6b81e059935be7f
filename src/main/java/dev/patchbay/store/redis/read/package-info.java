/**
 * This package reads resources without a transaction: {@link
 * dev.patchbay.store.redis.read.SharedReads} and {@link dev.patchbay.store.redis.read.PageReads},
 * both for the store.
 */
@NullMarked
package dev.patchbay.store.redis.read;

import org.jspecify.annotations.NullMarked;
