package dev.patchbay.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A doubt about an integration or its integration responses, which the service accepts as AWS does.
 *
 * @param integrationResponseId the integration response in doubt, null where it is the integration
 * @param subject the key, the key of the template or the parameter in doubt
 * @param line the line in the template, from 1; 0 where it is not about a template
 * @param column the column in the template, from 1; 0 where it is not about a template
 * @param message a sentence that says why
 */
public record LintWarning(
    Kind kind,
    @Nullable String integrationResponseId,
    String subject,
    int line,
    int column,
    String message) {

  /** The kinds of warnings. */
  public enum Kind {
    KEY_NEVER_MATCHES,
    KEY_HIDDEN,
    TEMPLATE_SYNTAX,
    UNKNOWN_METHOD,
    HEADER_NEVER_PRESENT,
    MISSING_ADDRESS,
    UNUSED_BY_PROXY
  }

  static LintWarning of(Kind kind, IntegrationResponse response, String subject, String message) {
    return new LintWarning(kind, response.id(), subject, 0, 0, message);
  }
}
