package dev.patchbay.provider;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ErrorJson;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /provider-states}, as verifiers call it: {@code {"state": ..., "params": {...},
 * "action": "setup"}}, or {@code "teardown"}, which without a state tears all states down. Older
 * verifiers send no action for a setup, and may name several states in {@code "states"}. Without a
 * body the same members are read from the query.
 */
final class StatesEndpoint extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(StatesEndpoint.class);

  static final String PATH = "/provider-states";

  /** Parameters are the members of one resource at most. */
  private static final int BODY_BYTES_MAX = 1024 * 1024;

  private static final Set<String> KNOWN = Set.of("state", "states", "params", "action");
  private static final Set<String> NO_PARAMETERS = Set.of("state", "states", "action", "consumer");

  private final String host;
  private final int port;
  private final ScenarioFixture fixture;
  private @Nullable HttpServer server;

  StatesEndpoint(String host, int port, ScenarioFixture fixture) {
    this.host = host;
    this.port = port;
    this.fixture = fixture;
  }

  /** Returns the port, once the endpoint is deployed. */
  int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public Future<?> start() {
    HttpServer listening = vertx.createHttpServer().requestHandler(this::receive);
    server = listening;
    return listening.listen(port, host);
  }

  /** Whether the console sends the request: browsers mark requests to the origin of their page. */
  static boolean isAskedByConsole(HttpServerRequest request) {
    return request.path().equals(PATH)
        && request.method().equals(HttpMethod.POST)
        && "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }

  void receive(HttpServerRequest request) {
    BoundedBody.read(request, BODY_BYTES_MAX)
        .compose(body -> vertx.executeBlocking(() -> change(request, body.getBytes())))
        .onSuccess(values -> answer(request, 200, ResourceCodec.encode(values)))
        .onFailure(failure -> refuse(request, failure));
  }

  private Map<String, Object> change(HttpServerRequest request, byte[] body) {
    if (!request.path().equals(PATH)) {
      throw new ServiceException(ErrorCode.UNKNOWN_OPERATION, "Here is only " + PATH);
    }
    if (!request.method().equals(HttpMethod.POST)) {
      throw new ServiceException(ErrorCode.METHOD_NOT_ALLOWED, "This path allows POST");
    }
    Map<String, Object> members = body.length == 0 ? query(request) : JsonReader.read(body, KNOWN);
    List<String> names = names(members);
    Object action = members.getOrDefault("action", "setup");
    if (action.equals("teardown")) {
      names.forEach(fixture::tearDown);
      if (names.isEmpty()) {
        fixture.tearDown();
      }
      return Map.of();
    }
    if (!action.equals("setup")) {
      throw ServiceException.invalid("action", action, "setup or teardown");
    }
    Map<String, Object> parameters = parameters(members);
    Map<String, Object> values = new LinkedHashMap<>();
    names.forEach(name -> values.putAll(fixture.setUp(name, parameters)));
    return values;
  }

  private static Map<String, Object> query(HttpServerRequest request) {
    Map<String, Object> members = new LinkedHashMap<>();
    Map<String, Object> parameters = new LinkedHashMap<>();
    request
        .params()
        .forEach(
            (name, value) ->
                (NO_PARAMETERS.contains(name) ? members : parameters).put(name, value));
    members.put("params", parameters);
    return members;
  }

  /** Some verifiers call the endpoint for an interaction without a state. */
  private static List<String> names(Map<String, Object> members) {
    Object state = members.getOrDefault("state", "");
    if (!(state instanceof String name)) {
      throw ServiceException.invalid("state", state, "a text");
    }
    if (!name.isEmpty()) {
      return List.of(name);
    }
    return members.get("states") instanceof List<?> several
        ? several.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Map<String, Object> parameters(Map<String, Object> members) {
    Object parameters = members.getOrDefault("params", Map.of());
    if (!(parameters instanceof Map<?, ?> map)) {
      throw ServiceException.invalid("params", parameters, "an object");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (value != null) {
            named.put(String.valueOf(name), value);
          }
        });
    return named;
  }

  private static void refuse(HttpServerRequest request, Throwable failure) {
    ServiceException refusal;
    if (failure instanceof ServiceException known) {
      refusal = known;
    } else {
      LOG.error("A state could not be changed", failure);
      refusal =
          new ServiceException(ErrorCode.INTERNAL_FAILURE, String.valueOf(failure.getMessage()));
    }
    request.response().putHeader("X-Amzn-ErrorType", refusal.code().shape());
    answer(request, refusal.code().status(), ErrorJson.encode(refusal));
  }

  private static void answer(HttpServerRequest request, int status, byte[] body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(body));
  }
}
