package dev.patchbay.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of the request to a backend, or of the response to a client.
 *
 * @param key names the parameter that it sets, for example {@code integration.request.header.X}
 * @param expression where its value comes from
 * @param value its value, null where the source has none and the mapping is skipped
 */
public record MappedParameter(String key, String expression, @Nullable String value) {}
