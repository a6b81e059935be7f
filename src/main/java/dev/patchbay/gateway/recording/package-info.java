/**
 * Records the ways of messages through the gateway, for people who look at a connection: {@link
 * dev.patchbay.gateway.recording.MessageRecordings}.
 */
@NullMarked
package dev.patchbay.gateway.recording;

import org.jspecify.annotations.NullMarked;
