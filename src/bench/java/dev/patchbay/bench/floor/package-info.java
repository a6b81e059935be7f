/**
 * What the service is compared with: servers that do a part of its work, and nothing else, on the
 * same libraries.
 */
@NullMarked
package dev.patchbay.bench.floor;

import org.jspecify.annotations.NullMarked;
