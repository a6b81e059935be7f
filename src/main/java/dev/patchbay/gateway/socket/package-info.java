/**
 * Connected clients of one replica: their frames, their limits, the commands of backends to them
 * and their end.
 */
@NullMarked
package dev.patchbay.gateway.socket;

import org.jspecify.annotations.NullMarked;
