package dev.patchbay.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * The request of an integration to its backend.
 *
 * @param templateKey the key of the template that made it; nothing where the message passes through
 * @param parameters its headers, query and path in the order of their mappings
 * @param mockReply the reply of a mock integration; nothing for other integrations
 * @param error why there is no request
 */
public record RenderedRequest(
    Optional<String> templateKey,
    String body,
    List<MappedParameter> parameters,
    Optional<BackendReply> mockReply,
    Optional<EvaluationError> error,
    List<String> notes) {}
