package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;
import static dev.patchbay.model.ServiceException.invalid;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an integration. Source of the texts and defaults: answers of AWS, as recorded by its
 * users.
 */
final class IntegrationRules implements ResourceRules {

  private static final Set<String> PROXIES = Set.of("AWS_PROXY", "HTTP_PROXY");

  /** AWS: the management connection of a WebSocket API waits one second less than an HTTP API's. */
  private static final long WEBSOCKET_TIMEOUT_MILLIS_MAX = 29_000;

  private static final long HTTP_TIMEOUT_MILLIS_MAX = 30_000;

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of(new Read.OfResource(id.api()));
  }

  @Override
  public void admit(Candidate candidate) {
    Protocol protocol = candidate.protocol();
    boolean webSocket = protocol == Protocol.WEBSOCKET;
    String type = String.valueOf(candidate.text("integrationType"));
    if (!webSocket && !PROXIES.contains(type)) {
      throw badRequest(
              "Currently, an API with a protocol type of HTTP may only be associated with proxy integrations"
                  + " (AWS_PROXY, HTTP_PROXY)")
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

  private static void checkWebSocketLimits(Candidate candidate) {
    if (!"1.0".equals(candidate.text("payloadFormatVersion"))) {
      throw invalid(
          "payloadFormatVersion", candidate.text("payloadFormatVersion"), "1.0 for WEBSOCKET APIs");
    }
    long timeoutMillis = (Long) candidate.members().getOrDefault("timeoutInMillis", 0L);
    if (timeoutMillis > WEBSOCKET_TIMEOUT_MILLIS_MAX) {
      throw invalid(
          "timeoutInMillis",
          timeoutMillis,
          "50 to " + WEBSOCKET_TIMEOUT_MILLIS_MAX + " for WEBSOCKET APIs");
    }
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

  @Override
  public Set<Read> readsOnDelete(ResourceId id) {
    return Set.of(targetingRoutes(id));
  }

  @Override
  public void admitDelete(ResourceId id, Snapshot snapshot) {
    Read.OfHolders routes = targetingRoutes(id);
    Set<String> routeIds = snapshot.holders(routes.collection(), routes.member(), routes.value());
    if (!routeIds.isEmpty()) {
      throw new ServiceException(
          ErrorCode.CONFLICT,
          "Cannot delete Integration because it is referenced by the following Routes with Ids: "
              + routeIds.stream().sorted().toList());
    }
  }

  private static Read.OfHolders targetingRoutes(ResourceId id) {
    ResourceCollection routes = id.api().children(ResourceType.ROUTE);
    return new Read.OfHolders(routes, "target", RouteRules.TARGET_PREFIX + id.value());
  }
}
