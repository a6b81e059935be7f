package dev.patchbay.evaluation;

import dev.patchbay.evaluation.LintWarning.Kind;
import dev.patchbay.model.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Finds settings of an integration and its integration responses that have no effect. It evaluates
 * no template, and it works within the limits of one evaluation: beyond them it ends with the
 * warnings so far.
 */
public final class Lint {

  private static final int WARNINGS_MAX = Limit.LINT_WARNINGS.intValue();

  private final EvaluationLimits limits;
  private final LongSupplier nanoClock;

  public Lint(EvaluationLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /**
   * The warnings, about the integration first and then in the order of the integration responses.
   *
   * @param responses in the order of their creation
   * @param replies all replies that are expected; none where they are not known
   */
  public List<LintWarning> check(
      Integration integration, List<IntegrationResponse> responses, List<BackendReply> replies) {
    List<LintWarning> warnings = new ArrayList<>();
    new Budget(limits, nanoClock)
        .run(
            () -> {
              try {
                check(integration, responses, replies, warnings);
              } catch (EvaluationFault e) {
                // A limit has been reached, and the warnings so far are true.
              }
              return warnings;
            });
    return warnings.stream().limit(WARNINGS_MAX).toList();
  }

  private static void check(
      Integration integration,
      List<IntegrationResponse> responses,
      List<BackendReply> replies,
      List<LintWarning> warnings) {
    TemplateLint templates = new TemplateLint(warnings);
    checkAddress(integration, warnings);
    integration.requestTemplates().forEach((key, template) -> templates.check(null, key, template));
    if (integration.isProxy()) {
      for (IntegrationResponse response : responses) {
        warnings.add(
            LintWarning.of(
                Kind.UNUSED_BY_PROXY,
                response,
                response.key(),
                "a proxy integration uses no integration responses"));
      }
      return;
    }
    KeyLint.check(integration.selectionExpression(), responses, warnings);
    for (IntegrationResponse response : responses) {
      response
          .responseTemplates()
          .forEach((key, template) -> templates.check(response.id(), key, template));
      HeaderLint.check(integration, response, replies, warnings);
    }
  }

  private static void checkAddress(Integration integration, List<LintWarning> warnings) {
    if (!integration.isMock() && !integration.isProxy() && integration.uri() == null) {
      warnings.add(
          new LintWarning(
              Kind.MISSING_ADDRESS,
              null,
              "integrationUri",
              0,
              0,
              "an integration of type " + integration.type() + " has no address to call"));
    }
  }
}
