package dev.patchbay.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * The body of the request to a backend.
 *
 * @param templateKey the key of the template that made it; nothing where the message passes through
 * @param mockReply the reply of a mock integration; nothing for other integrations
 * @param error why there is no request
 */
public record RenderedRequest(
    Optional<String> templateKey,
    String body,
    Optional<BackendReply> mockReply,
    Optional<EvaluationError> error,
    List<String> notes) {}
