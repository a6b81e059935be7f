/** The context of one request: its author, its admission, and what its transactions took. */
@NullMarked
package dev.patchbay.call;

import org.jspecify.annotations.NullMarked;
