/**
 * This package makes real redis-server processes fail in every known way, and checks the store's
 * answers.
 */
@NullMarked
package dev.patchbay.faults;

import org.jspecify.annotations.NullMarked;
