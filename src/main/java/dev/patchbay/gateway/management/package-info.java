/** Requests of backends to connections, which AWS calls {@code @connections}. */
@NullMarked
package dev.patchbay.gateway.management;

import org.jspecify.annotations.NullMarked;
