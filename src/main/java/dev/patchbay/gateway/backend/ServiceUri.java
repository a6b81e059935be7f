package dev.patchbay.gateway.backend;

import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a service of AWS in an integration: {@code
 * arn:aws:apigateway:{region}:{service}:path/{path}} or {@code :action/{Action}}.
 *
 * @param region empty where the address names none
 * @param target the path and the query of the request
 * @param action of a service whose actions are named by a header
 */
record ServiceUri(String region, String service, String target, Optional<JsonAction> action) {

  /**
   * An action that is named by a header, with its input as JSON.
   *
   * @param target the value of {@code X-Amz-Target}
   */
  record JsonAction(String target, String contentType) {}

  /** The prefix of the header and the version of JSON that each of these services has. */
  private record JsonProtocol(String prefix, String version) {
    JsonAction action(String name) {
      return new JsonAction(prefix + "." + name, "application/x-amz-json-" + version);
    }
  }

  private static final Map<String, JsonProtocol> JSON_PROTOCOLS =
      Map.of(
          "dynamodb", new JsonProtocol("DynamoDB_20120810", "1.0"),
          "events", new JsonProtocol("AWSEvents", "1.1"),
          "firehose", new JsonProtocol("Firehose_20150804", "1.1"),
          "kinesis", new JsonProtocol("Kinesis_20131202", "1.1"),
          "states", new JsonProtocol("AWSStepFunctions", "1.0"));

  /** The subdomain is a part of AWS's own host names, and an endpoint has a host of its own. */
  private static final Pattern FORM =
      Pattern.compile(
          "arn:[a-z-]+:apigateway:([a-z0-9-]{0,64}):(?:[A-Za-z0-9-]+\\.)?([a-z0-9-]{1,64})"
              + ":(path|action)/(.*)");

  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9]{1,128}");

  /**
   * Reads an address whose placeholders are filled in.
   *
   * @throws IntegrationException where it has neither form
   */
  static ServiceUri of(String uri) {
    Matcher parts = FORM.matcher(uri);
    if (!parts.matches()) {
      throw new IntegrationException(GatewayError.INTERNAL, "no service of AWS: " + uri);
    }
    String region = parts.group(1);
    String service = parts.group(2);
    String rest = parts.group(4);
    if (parts.group(3).equals("path")) {
      String target = rest.startsWith("/") ? rest : "/" + rest;
      return new ServiceUri(region, service, target, Optional.empty());
    }
    JsonProtocol protocol = JSON_PROTOCOLS.get(service);
    if (protocol == null) {
      return new ServiceUri(region, service, "/?Action=" + rest, Optional.empty());
    }
    if (!ACTION.matcher(rest).matches()) {
      throw new IntegrationException(GatewayError.INTERNAL, "no action of AWS: " + uri);
    }
    return new ServiceUri(region, service, "/", Optional.of(protocol.action(rest)));
  }
}
