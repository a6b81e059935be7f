package dev.patchbay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;

/** The JSON of evaluations. */
final class Evaluations {

  private static final String TEMPLATE =
      """
      #set($root = $input.path('$'))
      {"type": "orders", "connection": "$context.connectionId", "count": $root.orders.size(),
       "customer": {"name": "$util.escapeJavaScript($root.customer)", "tags": $input.json('$.tags')},
       "orders": [#foreach($order in $root.orders)
      {"id": "$order.id", "title": "$util.escapeJavaScript($order.title)", "price": $order.price
      #if($order.quantity > 1), "several": true#end}#if($foreach.hasNext),#end#end]}
      """;

  private static final int TEMPLATE_BYTES = 1024;

  private Evaluations() {}

  /** The body of a creation, of which every reply with status 200 is rendered. */
  static byte[] response() {
    String comment = "##" + "c".repeat(TEMPLATE_BYTES - TEMPLATE.length() - 3) + "\n";
    return new JsonObject()
        .put("integrationResponseKey", "/2\\d\\d/")
        .put("responseTemplates", new JsonObject().put("application/json", comment + TEMPLATE))
        .toBuffer()
        .getBytes();
  }

  /** A request with a reply of some 1 KiB. */
  static byte[] request(int number) {
    JsonArray orders = new JsonArray();
    IntStream.range(0, 5)
        .mapToObj(
            i ->
                new JsonObject()
                    .put("id", "order-" + number + "-" + i)
                    .put("title", "The " + i + ". \"thing\" of many")
                    .put("price", 10.5 + i)
                    .put("quantity", 1 + i % 3)
                    .put(
                        "address", "12 Long Street, 89073 Ulm, Germany, second floor, on the left"))
        .forEach(orders::add);
    JsonObject body =
        new JsonObject()
            .put("customer", "Ada O'Neil")
            .put("tags", new JsonArray().add("a").add("b"))
            .put("orders", orders);
    return new JsonObject()
        .put("reply", new JsonObject().put("statusCode", 200).put("body", body.encode()))
        .put("context", new JsonObject().put("connectionId", "c-" + number))
        .encode()
        .getBytes(UTF_8);
  }

  /** The target of a request about the integration that has a response. */
  static String target(String response) {
    String integration = response.substring(0, response.indexOf("/integrationresponses/"));
    return integration.replaceFirst("/v2/", "/patchbay/v1/") + "/evaluations";
  }
}
