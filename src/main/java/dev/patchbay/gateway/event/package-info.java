/**
 * The values that pass through the gateway: a connection and its access, an event, its variables,
 * and its outcome.
 */
@NullMarked
package dev.patchbay.gateway.event;

import org.jspecify.annotations.NullMarked;
