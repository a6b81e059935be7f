package dev.patchbay.wire;

import io.vertx.core.json.JsonObject;

/**
 * One fault of a value.
 *
 * @param keyword the keyword that refuses it
 * @param schema the schema that the keyword is of
 * @param ofKey whether the fault is of the last key and not of its value
 */
record Fault(String keyword, JsonObject schema, Place place, boolean ofKey) {}
