package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Limit;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
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

  private static final long WEBSOCKET_TIMEOUT_MILLIS_MAX = Limit.INTEGRATION_TIME.value();

  private static final Pattern LAMBDA_FUNCTION =
      Pattern.compile("^arn:[a-z-]+:lambda:[a-z0-9-]*:[0-9]*:function:");

  private static final long HTTP_TIMEOUT_MILLIS_MAX = Limit.HTTP_API_INTEGRATION_TIME.value();

  private final boolean demandsMethods;

  IntegrationRules() {
    this(true);
  }

  private IntegrationRules(boolean demandsMethods) {
    this.demandsMethods = demandsMethods;
  }

  /** Earlier versions took HTTP proxies without a method. */
  @Override
  public ResourceRules of(Resource stored) {
    return new IntegrationRules(false);
  }

  @Override
  public Set<String> defaultsOfLaterVersions() {
    return Set.of("integrationMethod");
  }

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of(new Read.OfResource(id.root()));
  }

  @Override
  public void validate(Draft draft) {
    Protocol protocol = draft.protocol();
    boolean webSocket = protocol == Protocol.WEBSOCKET;
    String type = String.valueOf(draft.text("integrationType"));
    if (!webSocket && !PROXIES.contains(type)) {
      throw badRequest(
              "Currently, an API with a protocol type of HTTP may only be associated with proxy"
                  + " integrations (AWS_PROXY, HTTP_PROXY)")
          .about("integrationType");
    }
    draft.checkProtocol(protocol);
    String uri = draft.text("integrationUri");
    if (type.equals("MOCK") && uri != null) {
      throw badRequest("Integration URI is not supported for MOCK integrations")
          .about("integrationUri");
    }
    draft.defaultTo("connectionType", "INTERNET");
    draft.defaultTo("payloadFormatVersion", "1.0");
    draft.defaultTo(
        "timeoutInMillis", webSocket ? WEBSOCKET_TIMEOUT_MILLIS_MAX : HTTP_TIMEOUT_MILLIS_MAX);
    if (webSocket) {
      draft.defaultTo("passthroughBehavior", "WHEN_NO_MATCH");
      checkWebSocketLimits(draft);
    } else {
      draft.members().remove("passthroughBehavior"); // Tools send the member for both protocols.
      checkHttpPayloadFormat(draft, type);
      checkMethod(draft);
    }
    if (isLambda(type, uri) && draft.text("integrationSubtype") == null) {
      draft.defaultTo("integrationMethod", "POST");
    }
    if (!"VPC_LINK".equals(draft.text("connectionType"))) {
      draft.members().remove("tlsConfig"); // AWS ignores the member.
    }
    String selection = webSocket ? responseSelection(type, uri) : null;
    if (selection == null) {
      draft.members().remove("integrationResponseSelectionExpression");
    } else {
      draft.members().put("integrationResponseSelectionExpression", selection);
    }
  }

  private static void checkWebSocketLimits(Draft draft) {
    if (!"1.0".equals(draft.text("payloadFormatVersion"))) {
      throw badRequest(
              "Unsupported PayloadFormatVersion: "
                  + ShownValue.cut(String.valueOf(draft.text("payloadFormatVersion"))))
          .about("payloadFormatVersion");
    }
    long timeoutMillis = (Long) draft.members().getOrDefault("timeoutInMillis", 0L);
    if (timeoutMillis > WEBSOCKET_TIMEOUT_MILLIS_MAX) {
      throw badRequest(
              "Timeout should be between 50 ms and " + WEBSOCKET_TIMEOUT_MILLIS_MAX + " ms")
          .about("timeoutInMillis");
    }
  }

  /** An HTTP proxy that an earlier version has stored without a method may stay so. */
  private void checkMethod(Draft draft) {
    if (demandsMethods
        && isWithoutMethod(draft.members())
        && draft.before().filter(before -> isWithoutMethod(before.members())).isEmpty()) {
      throw badRequest(
              "HttpMethod parameter method must be specified for integrationType HTTPPROXY")
          .about("integrationMethod");
    }
  }

  private static boolean isWithoutMethod(Map<String, Object> members) {
    return "HTTP_PROXY".equals(members.get("integrationType"))
        && !members.containsKey("integrationMethod");
  }

  private static void checkHttpPayloadFormat(Draft draft, String type) {
    if (type.equals("HTTP_PROXY") && "2.0".equals(draft.text("payloadFormatVersion"))) {
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
