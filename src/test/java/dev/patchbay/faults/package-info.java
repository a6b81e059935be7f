/** Real redis-server processes that fail in every way there is, and what the store makes of it. */
@NullMarked
package dev.patchbay.faults;

import org.jspecify.annotations.NullMarked;
