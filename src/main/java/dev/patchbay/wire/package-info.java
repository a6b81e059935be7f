/**
 * The AWS JSON: the only home of the JSON parser and of the JSON Schema validator. It decodes bytes
 * to plain maps that are valid against a schema, and encodes resources, pages and errors.
 */
@NullMarked
package dev.patchbay.wire;

import org.jspecify.annotations.NullMarked;
