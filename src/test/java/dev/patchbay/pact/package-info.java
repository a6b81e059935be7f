/**
 * The contracts of consumers, as their own tests write them, and their verification against the
 * real service.
 */
@NullMarked
package dev.patchbay.pact;

import org.jspecify.annotations.NullMarked;
