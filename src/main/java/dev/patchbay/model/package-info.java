/**
 * The domain in the words of the API Gateway v2 model: resources, their kinds and members, the
 * lifecycle operations and the errors. It knows no wire format, no store and no library.
 */
@NullMarked
package dev.patchbay.model;

import org.jspecify.annotations.NullMarked;
