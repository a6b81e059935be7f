/**
 * Types that only tests serve: a table of rows and their schemas, and what must follow from them.
 */
@NullMarked
package dev.patchbay.sample;

import org.jspecify.annotations.NullMarked;
