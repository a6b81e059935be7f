/**
 * One request as every room sees it on its way to Redis: who makes it, whether it is admitted, and
 * what it has cost so far.
 */
@NullMarked
package dev.patchbay.call;

import org.jspecify.annotations.NullMarked;
