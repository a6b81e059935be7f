/**
 * Names of keys, the bytes of records, and the version of both with its migration. A change in this
 * package needs a new version in {@link dev.patchbay.store.redis.layout.DataLayout}.
 */
@NullMarked
package dev.patchbay.store.redis.layout;

import org.jspecify.annotations.NullMarked;
