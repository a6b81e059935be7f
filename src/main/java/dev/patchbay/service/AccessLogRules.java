package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules of the access log of a stage. Source of the texts: answers of AWS. */
final class AccessLogRules {

  private static final String MEMBER = "accessLogSettings";

  /** AWS takes the ARN of a log group with and without the colon and star at its end. */
  private static final Pattern LOG_GROUP =
      Pattern.compile("arn:[a-z0-9-]+:logs:[a-z0-9-]+:[0-9]*:log-group:[^:*]+(?::\\*)?");

  private AccessLogRules() {}

  /** Checks the settings as they are after a change that names them. */
  static void check(Draft draft) {
    if (!(draft.change().get(MEMBER) instanceof Map<?, ?>)
        || !(draft.members().get(MEMBER) instanceof Map<?, ?> settings)) {
      return;
    }
    String destination = text(settings, "destinationArn");
    String format = text(settings, "format");
    if (destination.isEmpty() || format.isEmpty()) {
      throw refusal("Access Log value missing. Expected destinationArn and format.");
    }
    if (format.contains("\n") || format.contains("\r")) {
      throw ofFormat("Access Log format must be single line", format);
    }
    if (!format.contains("$context.requestId") && !format.contains("$context.extendedRequestId")) {
      throw ofFormat(
          "Access Log format must include either $context.requestId or $context.extendedRequestId ",
          format);
    }
    if (!destination.startsWith("arn:")) {
      throw refusal(
          "Invalid ARN specified in the request. ARNs must start with 'arn:': "
              + ShownValue.cut(destination));
    }
    if (!LOG_GROUP.matcher(destination).matches()) {
      throw refusal(
          "Invalid accessLogSettings.destinationArn specified: "
              + ShownValue.of(destination)
              + ". Allowed: the ARN of a log group.");
    }
  }

  private static String text(Map<?, ?> settings, String name) {
    return settings.get(name) instanceof String text ? text : "";
  }

  /** AWS shows the whole format, which its schema bounds. */
  private static ServiceException ofFormat(String fault, String format) {
    return refusal(
        "The following errors are found in Access Log Format: %s: '%s'".formatted(fault, format));
  }

  private static ServiceException refusal(String text) {
    return badRequest(text).about(MEMBER);
  }
}
