/**
 * What travels through the gateway: a connection and its access, an event of it, the variables that
 * the event has, and its outcome.
 */
@NullMarked
package dev.patchbay.gateway.event;

import org.jspecify.annotations.NullMarked;
