/** The context of one request: its author, its admission, and the tally of its transactions. */
@NullMarked
package dev.patchbay.call;

import org.jspecify.annotations.NullMarked;
