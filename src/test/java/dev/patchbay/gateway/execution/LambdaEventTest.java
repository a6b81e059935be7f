package dev.patchbay.gateway.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.Events;
import dev.patchbay.gateway.SnapshotBuilder;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The events that a function receives, as they were recorded on AWS. */
final class LambdaEventTest {

  private static final String CONTEXT_END =
      "\"stage\":\"prod\",\"connectedAt\":1790294664392,\"requestTimeEpoch\":%d,"
          + "\"identity\":{\"userAgent\":\"a-client\",\"sourceIp\":\"192.0.2.7\"},"
          + "\"requestId\":\"R\",\"domainName\":\"api0000001.execute-api.us-east-1.localhost\","
          + "\"connectionId\":\"C\",\"apiId\":\"api0000001\"}";

  private static String sent(RouteEvent event, String routeKey, Map<String, String> variables) {
    AtomicReference<String> sent = new AtomicReference<>();
    Events.run(
        SnapshotBuilder.selecting("$request.body.action")
            .integration("m", Map.of("integrationType", "AWS_PROXY"))
            .route(routeKey, "m", Map.of())
            .build(variables),
        event,
        call -> {
          sent.set(call.body());
          return BackendReply.of(200, "");
        });
    return Objects.requireNonNull(sent.get());
  }

  private static NavigableMap<String, List<String>> headers(String... namesAndValues) {
    NavigableMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return headers;
  }

  @Test
  void aHandshakeHasItsHeadersAndItsQuery() {
    RequestParameters parameters =
        new RequestParameters(
            headers(
                "X-Forwarded-Proto", "https",
                "Upgrade", "websocket",
                "Connection", "Upgrade",
                "content-length", "0",
                "aUtH", "x",
                "Host", "h"),
            new TreeMap<>(
                Map.of("repeat", List.of("first", "second"), "context", List.of("query value"))));
    assertThat(
            sent(
                RouteEvent.connect(Events.CONNECTION, "R", parameters),
                "$connect",
                Map.of("color", "blue")))
        .isEqualTo(
            "{\"headers\":{\"aUtH\":\"x\",\"Host\":\"h\",\"X-Forwarded-Proto\":\"https\"},"
                + "\"multiValueHeaders\":{\"aUtH\":[\"x\"],\"Host\":[\"h\"],"
                + "\"X-Forwarded-Proto\":[\"https\"]},"
                + "\"queryStringParameters\":{\"context\":\"query value\",\"repeat\":\"second\"},"
                + "\"multiValueQueryStringParameters\":{\"context\":[\"query value\"],"
                + "\"repeat\":[\"first\",\"second\"]},"
                + "\"stageVariables\":{\"color\":\"blue\"},"
                + "\"requestContext\":{\"routeKey\":\"$connect\",\"eventType\":\"CONNECT\","
                + "\"extendedRequestId\":\"R\",\"requestTime\":\"25/Sep/2026:00:04:24 +0000\","
                + "\"messageDirection\":\"IN\","
                + CONTEXT_END.formatted(1_790_294_664_392L)
                + ",\"isBase64Encoded\":false}");
  }

  @Test
  void withoutAQueryAndVariablesTheirMembersAreAbsent() {
    assertThat(
            sent(
                RouteEvent.connect(
                    Events.CONNECTION,
                    "R",
                    new RequestParameters(headers("Host", "h"), new TreeMap<>())),
                "$connect",
                Map.of()))
        .startsWith(
            "{\"headers\":{\"Host\":\"h\"},\"multiValueHeaders\":{\"Host\":[\"h\"]},"
                + "\"requestContext\":{")
        .endsWith("},\"isBase64Encoded\":false}");
  }

  @Test
  void aMessageHasItsTextAndNoHeaders() {
    assertThat(
            sent(
                RouteEvent.message(
                    Events.CONNECTION,
                    "R",
                    "M",
                    1_790_294_665_000L,
                    "{\"action\":\"echo\",\n\"t\":\"\u2603\"}"),
                "echo",
                Map.of()))
        .isEqualTo(
            "{\"requestContext\":{\"routeKey\":\"echo\",\"messageId\":\"M\","
                + "\"eventType\":\"MESSAGE\",\"extendedRequestId\":\"R\","
                + "\"requestTime\":\"25/Sep/2026:00:04:25 +0000\",\"messageDirection\":\"IN\","
                + CONTEXT_END.formatted(1_790_294_665_000L)
                + ",\"body\":\"{\\\"action\\\":\\\"echo\\\",\\n\\\"t\\\":\\\"\u2603\\\"}\",\"isBase64Encoded\":false}");
  }

  @Test
  void aDisconnectionHasFixedHeadersAndItsReason() {
    assertThat(
            sent(
                RouteEvent.disconnect(
                    Events.CONNECTION, "R", 1_790_294_666_000L, new CloseStatus(1000, "bye")),
                "$disconnect",
                Map.of("color", "blue")))
        .isEqualTo(
            "{\"headers\":{\"Host\":\"api0000001.execute-api.us-east-1.localhost\","
                + "\"x-api-key\":\"\",\"X-Forwarded-For\":\"\",\"x-restapi\":\"\"},"
                + "\"multiValueHeaders\":{"
                + "\"Host\":[\"api0000001.execute-api.us-east-1.localhost\"],"
                + "\"x-api-key\":[\"\"],\"X-Forwarded-For\":[\"\"],\"x-restapi\":[\"\"]},"
                + "\"stageVariables\":{\"color\":\"blue\"},"
                + "\"requestContext\":{\"routeKey\":\"$disconnect\",\"disconnectStatusCode\":1000,"
                + "\"eventType\":\"DISCONNECT\",\"extendedRequestId\":\"R\","
                + "\"requestTime\":\"25/Sep/2026:00:04:26 +0000\",\"messageDirection\":\"IN\","
                + "\"disconnectReason\":\"bye\","
                + CONTEXT_END.formatted(1_790_294_666_000L)
                + ",\"isBase64Encoded\":false}");
  }
}
