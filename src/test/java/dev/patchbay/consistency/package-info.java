/**
 * This package tests the guarantees to clients while machines fail: every history of one resource
 * is linearizable, and an acknowledged change is still stored after a crash.
 */
@NullMarked
package dev.patchbay.consistency;

import org.jspecify.annotations.NullMarked;
