package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ShownValue;
import dev.patchbay.store.Read;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an integration. Source of the texts and defaults: answers of AWS, as recorded by its
 * users.
 */
final class IntegrationRules implements ResourceRules {

  private static final Set<String> PROXIES = Set.of("AWS_PROXY", "HTTP_PROXY");

  /** AWS: the management connection of a WebSocket API waits one second less than an HTTP API's. */
  private static final long WEBSOCKET_TIMEOUT_MILLIS_MAX = 29_000;

  private static final Pattern LAMBDA_FUNCTION =
      Pattern.compile("^arn:[a-z-]+:lambda:[a-z0-9-]*:[0-9]*:function:");

  private static final long HTTP_TIMEOUT_MILLIS_MAX = 30_000;

  @Override
  public Set<String> defaultsOfLaterVersions() {
    return Set.of("integrationMethod");
  }

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of(new Read.OfResource(id.root()));
  }

  @Override
  public void admit(Draft candidate) {
    Protocol protocol = candidate.protocol();
    boolean webSocket = protocol == Protocol.WEBSOCKET;
    String type = String.valueOf(candidate.text("integrationType"));
    if (!webSocket && !PROXIES.contains(type)) {
      throw badRequest(
              "Currently, an API with a protocol type of HTTP may only be associated with proxy"
                  + " integrations (AWS_PROXY, HTTP_PROXY)")
          .about("integrationType");
    }
    candidate.checkProtocol(protocol);
    String uri = candidate.text("integrationUri");
    if (type.equals("MOCK") && uri != null) {
      throw badRequest("Integration URI is not supported for MOCK integrations")
          .about("integrationUri");
    }
    candidate.defaultTo("connectionType", "INTERNET");
    candidate.defaultTo("payloadFormatVersion", "1.0");
    candidate.defaultTo(
        "timeoutInMillis", webSocket ? WEBSOCKET_TIMEOUT_MILLIS_MAX : HTTP_TIMEOUT_MILLIS_MAX);
    if (webSocket) {
      candidate.defaultTo("passthroughBehavior", "WHEN_NO_MATCH");
      checkWebSocketLimits(candidate);
    } else {
      candidate.members().remove("passthroughBehavior"); // Tools send it to both kinds of APIs.
      checkHttpPayloadFormat(candidate, type);
    }
    if (isLambda(type, uri) && candidate.text("integrationSubtype") == null) {
      candidate.defaultTo("integrationMethod", "POST");
    }
    if (!"VPC_LINK".equals(candidate.text("connectionType"))) {
      candidate.members().remove("tlsConfig"); // AWS discards it without a word.
    }
    String selection = webSocket ? responseSelection(type, uri) : null;
    if (selection == null) {
      candidate.members().remove("integrationResponseSelectionExpression");
    } else {
      candidate.members().put("integrationResponseSelectionExpression", selection);
    }
  }

  private static void checkWebSocketLimits(Draft candidate) {
    if (!"1.0".equals(candidate.text("payloadFormatVersion"))) {
      throw badRequest(
              "Unsupported PayloadFormatVersion: "
                  + ShownValue.cut(String.valueOf(candidate.text("payloadFormatVersion"))))
          .about("payloadFormatVersion");
    }
    long timeoutMillis = (Long) candidate.members().getOrDefault("timeoutInMillis", 0L);
    if (timeoutMillis > WEBSOCKET_TIMEOUT_MILLIS_MAX) {
      throw badRequest(
              "Timeout should be between 50 ms and " + WEBSOCKET_TIMEOUT_MILLIS_MAX + " ms")
          .about("timeoutInMillis");
    }
  }

  private static void checkHttpPayloadFormat(Draft candidate, String type) {
    if (type.equals("HTTP_PROXY") && "2.0".equals(candidate.text("payloadFormatVersion"))) {
      throw badRequest(
              "PayloadFormatVersion 2.0 is not supported for integration of type HTTP_PROXY")
          .about("payloadFormatVersion");
    }
  }

  /** Whether a Lambda function is called: by its own ARN, or by the one of its invocation. */
  private static boolean isLambda(String type, @Nullable String uri) {
    return type.startsWith("AWS")
        && uri != null
        && (uri.contains(":lambda:path/") || LAMBDA_FUNCTION.matcher(uri).find());
  }

  /** The value that is matched against the keys of the integration responses; proxies have none. */
  private static @Nullable String responseSelection(String type, @Nullable String uri) {
    if (PROXIES.contains(type)) {
      return null;
    }
    boolean lambda = type.equals("AWS") && uri != null && uri.contains(":lambda:path/");
    return lambda
        ? "${integration.response.body.errorMessage}"
        : "${integration.response.statuscode}";
  }
}
