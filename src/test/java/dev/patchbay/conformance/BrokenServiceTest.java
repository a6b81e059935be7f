package dev.patchbay.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Services that answer otherwise than AWS in one way: a case says so, and names the difference. */
@ExtendWith(RedisServerExtension.class)
final class BrokenServiceTest {

  private final RedisServer redis;

  BrokenServiceTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        row("creations answer 200", "protocol.creation-status", "200", "201", status(201, 200)),
        row(
            "errors have no type",
            "routes.not-found",
            "404: Invalid",
            "404 NotFoundException",
            withoutErrorType()),
        row(
            "texts name the identifier",
            "routes.not-found",
            "specified aaaaaaa",
            "the message 'Invalid route identifier specified'",
            text(" identifier specified\"", " identifier specified aaaaaaa\"")),
        row(
            "refusals are accepted",
            "routes.response-key",
            "201",
            "400 BadRequestException",
            accepting()),
        row(
            "not found is a bad request",
            "apis.not-found",
            "400",
            "404 NotFoundException",
            status(404, 400)),
        row(
            "deletions have a body",
            "protocol.deletion-has-no-body",
            "200",
            "204",
            status(204, 200)),
        row(
            "unset members are null",
            "apis.websocket-defaults",
            "description null",
            "no description",
            members(json -> json.containsKey("apiId") ? json.putNull("description") : json)),
        row(
            "templates merge",
            "responses.templates-replace",
            "{\"b\":\"3\",\"a\":\"1\"}",
            "responseTemplates {\"b\":\"3\"}",
            members(BrokenServiceTest::withTemplateA)),
        row(
            "lists are in the order of creation",
            "lists.order-of-routes",
            "routeId [",
            "items by ascending routeId",
            members(BrokenServiceTest::reversed)),
        row(
            "the last page has a token",
            "lists.pages",
            "nextToken \"x\"",
            "no nextToken",
            members(
                json ->
                    json.containsKey("items") && !json.containsKey("nextToken")
                        ? json.put("nextToken", "x")
                        : json)),
        row(
            "identifiers are longer",
            "routes.defaults",
            "routeId \"x",
            "routeId like [a-z0-9]{7}",
            text("\"routeId\":\"", "\"routeId\":\"x")),
        row(
            "a default is that of HTTP APIs",
            "integrations.websocket-defaults",
            "timeoutInMillis 30000",
            "timeoutInMillis 29000",
            text("\"timeoutInMillis\":29000", "\"timeoutInMillis\":30000")),
        row(
            "pages of HTML",
            "stages.not-found",
            "404",
            "404 NotFoundException",
            (method, path, answer) ->
                answer.status() == 404 ? new Http.Answer(404, Map.of(), "<html>") : answer));
  }

  private static Arguments row(
      String name,
      String caseName,
      String observed,
      String expected,
      ChangedAnswers.Change change) {
    return Arguments.of(name, caseName, observed, expected, change);
  }

  private static ChangedAnswers.Change status(int from, int to) {
    return (method, path, answer) ->
        answer.status() == from ? new Http.Answer(to, answer.headers(), answer.body()) : answer;
  }

  private static ChangedAnswers.Change text(String from, String to) {
    return (method, path, answer) ->
        new Http.Answer(answer.status(), answer.headers(), answer.body().replace(from, to));
  }

  private static ChangedAnswers.Change withoutErrorType() {
    return (method, path, answer) -> {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(answer.headers());
      headers.remove("x-amzn-errortype");
      return new Http.Answer(answer.status(), headers, answer.body());
    };
  }

  private static ChangedAnswers.Change accepting() {
    return (method, path, answer) ->
        answer.status() == 400 ? new Http.Answer(201, new HashMap<>(), "{}") : answer;
  }

  private static ChangedAnswers.Change members(UnaryOperator<JsonObject> change) {
    return (method, path, answer) ->
        answer.body().startsWith("{")
            ? new Http.Answer(
                answer.status(), answer.headers(), change.apply(answer.json()).encode())
            : answer;
  }

  private static JsonObject withTemplateA(JsonObject json) {
    JsonObject templates = json.getJsonObject("responseTemplates");
    if (templates != null && !templates.containsKey("a")) {
      templates.put("a", "1");
    }
    return json;
  }

  private static JsonObject reversed(JsonObject json) {
    JsonArray items = json.getJsonArray("items");
    if (items != null) {
      Collections.reverse(items.getList());
    }
    return json;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void aCaseNamesTheDifference(
      String name, String caseName, String observed, String expected, ChangedAnswers.Change change)
      throws Exception {
    CaseResult result = run(caseName, change);
    assertThat(result.observed()).contains(observed);
    assertThat(result.expected()).contains(expected);
    assertThat(result.verdict()).isEqualTo("differs");
  }

  @Test
  void aThrottledCallIsSentAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CaseResult result =
        run(
            "apis.not-found",
            (method, path, answer) ->
                path.endsWith("/aaaaaaaaaa") && calls.incrementAndGet() < 3
                    ? new Http.Answer(429, Map.of(), "{\"message\":\"Too Many Requests\"}")
                    : answer);
    assertThat(result.expected()).isEmpty();
    assertThat(calls).hasValue(3);
  }

  private CaseResult run(String caseName, ChangedAnswers.Change change) throws Exception {
    CaseTable table = CaseTable.read();
    List<ConformanceCase> cases =
        table.cases().stream().filter(each -> each.name().equals(caseName)).toList();
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of());
        ChangedAnswers broken = ChangedAnswers.of(server.address(), change)) {
      return new ConformanceRun(
              endpoint(broken.address()),
              Optional.empty(),
              ApiGatewayTypes.ALL,
              table,
              "us-east-1",
              "test")
          .run(cases, result -> {})
          .get(0);
    }
  }

  private static Endpoint endpoint(URI address) {
    return new Endpoint(address, (request, body, service) -> request, millis -> {}, () -> 0);
  }
}
