package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A client of a WebSocket API that sells things: it reads the frames of its connection. */
final class OrderClient {

  /** An order as the client shows it. */
  record Order(String id, String title, List<String> items, boolean paid) {}

  private OrderClient() {}

  static Order order(String frame) {
    JsonObject members = typed(frame, "order");
    JsonArray items = members.getJsonArray("items");
    return new Order(
        members.getString("id"),
        members.getString("title"),
        items.stream().map(item -> ((JsonObject) item).getString("name")).toList(),
        members.getBoolean("paid"));
  }

  /** The failure of the request of this connection. */
  static String error(String frame, String connectionId) {
    JsonObject members = typed(frame, "error");
    assertThat(members.getString("connectionId")).isEqualTo(connectionId);
    assertThat(members.getInteger("code")).isBetween(400, 599);
    return members.getString("reason");
  }

  private static JsonObject typed(String frame, String type) {
    JsonObject members = new JsonObject(frame);
    assertThat(members.getString("type")).isEqualTo(type);
    return members;
  }

  /** A frame that API Gateway sends in place of one that it cannot make; the client retries. */
  static boolean isFailureOfGateway(String frame) {
    JsonObject members = new JsonObject(frame);
    return "Internal server error".equals(members.getString("message"))
        && members.containsKey("requestId");
  }
}
