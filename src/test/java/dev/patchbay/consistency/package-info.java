/**
 * What clients may rely on while machines fail: every history of one resource is linearizable, and
 * a change that was acknowledged is still there after a crash.
 */
@NullMarked
package dev.patchbay.consistency;

import org.jspecify.annotations.NullMarked;
