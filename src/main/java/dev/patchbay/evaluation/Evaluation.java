package dev.patchbay.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * The effect of an integration response on a reply.
 *
 * @param selected the integration response that is used; nothing for a proxy, or where none matches
 * @param candidates all integration responses in their order
 * @param templateKey the key of the template that is used; nothing where the payload passes through
 * @param parameters the response parameters in their order
 * @param responseOverride the values that the template set in {@code $context.responseOverride}
 * @param frame the frame that the client receives on a route that answers
 * @param error why the frame is an error frame
 * @param notes sentences about references without a value and the like
 * @param trace the steps in their order, up to the one that failed
 */
public record Evaluation(
    Optional<IntegrationResponse> selected,
    List<Candidate> candidates,
    Optional<String> templateKey,
    List<MappedParameter> parameters,
    ResponseOverride responseOverride,
    Frame frame,
    Optional<EvaluationError> error,
    List<String> notes,
    List<TraceStep> trace) {}
