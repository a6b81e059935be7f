package dev.patchbay.gateway.backend;

import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a Lambda function.
 *
 * @param region of its ARN; empty where there is none
 * @param qualifier its version or alias
 */
record FunctionName(String region, String name, Optional<String> qualifier) {

  /** The address of an invocation, in which API Gateway calls the service Lambda. */
  private static final Pattern INVOCATION =
      Pattern.compile(
          "arn:[a-z-]+:apigateway:[^:]*:lambda:path/2015-03-31/functions/(.+)/invocations");

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:arn:[a-z-]+:lambda:([a-z0-9-]{0,64}):[0-9]*:function:)?([A-Za-z0-9_-]{1,140})"
              + "(?::([A-Za-z0-9$_-]{1,128}))?");

  /**
   * The function that the URI of an integration invokes; empty for the URI of another service.
   *
   * @return its ARN, or its name
   */
  static Optional<String> ofIntegration(String uri) {
    Matcher invocation = INVOCATION.matcher(uri);
    if (invocation.matches()) {
      return Optional.of(invocation.group(1));
    }
    return uri.contains(":lambda:") && FUNCTION.matcher(uri).matches()
        ? Optional.of(uri)
        : Optional.empty();
  }

  /**
   * Reads an ARN of a function or of its invocation, or a name.
   *
   * @throws IntegrationException where it is none of them
   */
  static FunctionName of(String text) {
    Matcher invocation = INVOCATION.matcher(text);
    Matcher parts = FUNCTION.matcher(invocation.matches() ? invocation.group(1) : text);
    if (!parts.matches()) {
      throw new IntegrationException(GatewayError.INTERNAL, "no Lambda function: " + text);
    }
    return new FunctionName(
        Optional.ofNullable(parts.group(1)).orElse(""),
        parts.group(2),
        Optional.ofNullable(parts.group(3)));
  }
}
