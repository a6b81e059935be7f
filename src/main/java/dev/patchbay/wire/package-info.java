/**
 * The AWS JSON: the only home of the JSON parser and of the JSON Schema validator. Bytes come in as
 * plain maps that a schema has passed, and resources, pages and errors go out as bytes.
 */
@NullMarked
package dev.patchbay.wire;

import org.jspecify.annotations.NullMarked;
