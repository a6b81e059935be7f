package dev.patchbay.pact;

import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.list;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of a WebSocket client: the frames that it relies on, and no request. */
class OrderClientContractTest {

  private static final String ORDER =
      """
      #set($order = $input.path('$'))
      {"type": "order",
       "id": $input.json('$.id'),
       "title": "$util.escapeJavaScript($order.title)",
       "paid": $order.paid,
       "items": [#foreach($item in $order.items){"name": "$item.name"}#if($foreach.hasNext),#end#end]}
      """;

  private static final String ERROR =
      """
      {"type": "error", "code": $context.status, "reason": $input.json('$.error'),
       "connectionId": "$context.connectionId", "stage": "$stageVariables.name"}
      """;

  private static final ProviderState INTEGRATION =
      state(
          "an integration",
          "integrationType",
          "HTTP",
          "integrationMethod",
          "GET",
          "integrationUri",
          "https://orders.example.com");

  private static final Map<String, Object> CONTEXT =
      Map.of("connectionId", "c-1=", "requestId", "r-1=", "status", 404);

  @TestFactory
  Stream<DynamicTest> contract() {
    return new ContractFile("websocket-order-client")
        .tests(
            List.of(
                order(),
                emptyOrder(),
                missing("an order that is not there", response("/4\\d\\d/", ERROR)),
                missing("an exact key", response("404", ERROR)),
                anyFailure(),
                pong(),
                unmatched(),
                broken()));
  }

  private static ProviderState response(String key, String template) {
    return state(
        "an integration response",
        "integrationResponseKey",
        key,
        "responseTemplates",
        Map.of("application/json", template));
  }

  private static ProviderState another(String key, String template) {
    return state(
        "another integration response",
        "integrationResponseKey",
        key,
        "responseTemplates",
        Map.of("application/json", template));
  }

  private static ProviderState reply(int statusCode, String body) {
    return state(
        "a reply of the backend",
        "statusCode",
        statusCode,
        "body",
        body,
        "context",
        CONTEXT,
        "stageVariables",
        Map.of("name", "prod"));
  }

  private static ReceivedFrame order() {
    return ReceivedFrame.json(
        "an order with two items",
        List.of(
            INTEGRATION,
            response("200", ORDER),
            another("$default", "not this one"),
            reply(
                200,
                "{\"id\":\"007\",\"title\":\"The \\\"big\\\" one\",\"paid\":true,"
                    + "\"items\":[{\"name\":\"bolt\"},{\"name\":\"nut\"}]}")),
        object(
            "type", is("order"),
            "id", is("007"),
            "title", is("The \"big\" one"),
            "paid", is(true),
            "items", list(2, object("name", like("bolt")))),
        frame -> {
          OrderClient.Order order = OrderClient.order(frame);
          assertThat(order.id()).isEqualTo("007");
          assertThat(order.title()).contains("\"big\"");
          assertThat(order.items()).hasSize(2);
          assertThat(order.paid()).isTrue();
        });
  }

  private static ReceivedFrame emptyOrder() {
    return ReceivedFrame.json(
        "an order without items",
        List.of(
            INTEGRATION,
            response("200", ORDER),
            reply(200, "{\"id\":\"8\",\"title\":\"\",\"paid\":false,\"items\":[]}")),
        object(
            "type", is("order"),
            "id", is("8"),
            "title", is(""),
            "paid", is(false),
            "items", is(List.of())),
        frame -> assertThat(OrderClient.order(frame).items()).isEmpty());
  }

  private static ReceivedFrame missing(String description, ProviderState response) {
    return ReceivedFrame.json(
        description,
        List.of(
            INTEGRATION,
            response,
            another("$default", "{\"type\": \"other\"}"),
            reply(404, "{\"error\":\"no such order\"}")),
        object(
            "type", is("error"),
            "code", is(404),
            "reason", is("no such order"),
            "connectionId", is("c-1="),
            "stage", is("prod")),
        frame -> assertThat(OrderClient.error(frame, "c-1=")).isEqualTo("no such order"));
  }

  private static ReceivedFrame anyFailure() {
    return ReceivedFrame.json(
        "a failure that no key names",
        List.of(
            INTEGRATION,
            response("/4\\d\\d/", "{\"type\": \"other\"}"),
            another("$default", ERROR),
            reply(500, "not JSON")),
        object(
            "type", is("error"),
            "code", like(500),
            "reason", is(""),
            "connectionId", is("c-1="),
            "stage", is("prod")),
        frame -> assertThat(OrderClient.error(frame, "c-1=")).isEmpty());
  }

  private static ReceivedFrame pong() {
    return ReceivedFrame.text(
        "an answer to a ping",
        List.of(
            INTEGRATION,
            state("an integration response", "integrationResponseKey", "200"),
            reply(200, "pong")),
        "pong",
        frame -> assertThat(frame).isEqualTo("pong"));
  }

  private static ReceivedFrame unmatched() {
    return failure(
        "a reply that no integration response fits",
        response("200", ORDER),
        reply(503, "{\"error\":\"later\"}"));
  }

  private static ReceivedFrame broken() {
    return failure(
        "a reply whose template fails",
        response("200", "$util.parseJson($input.body)"),
        reply(200, "{"));
  }

  private static ReceivedFrame failure(
      String description, ProviderState response, ProviderState reply) {
    return ReceivedFrame.json(
        description,
        List.of(INTEGRATION, response, reply),
        object(
            "message", is("Internal server error"),
            "connectionId", is("c-1="),
            "requestId", is("r-1=")),
        frame -> assertThat(OrderClient.isFailureOfGateway(frame)).isTrue());
  }
}
