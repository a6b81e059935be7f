package dev.patchbay.consistency;

import dev.patchbay.testkit.Http;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Calls over plain HTTP. A request without an answer, and every 503, is of unknown outcome.
 *
 * @param address of the instance, asked for anew with each call
 */
record HttpClient(Supplier<URI> address) implements Client {

  @Override
  public Answer call(String path, Call call) {
    try {
      Http http = new Http(address.get());
      return answer(call.write() ? patch(http, path, call) : http.get(path));
    } catch (UncheckedIOException unanswered) {
      return unanswered.getCause() instanceof ConnectException ? Answer.NO_EFFECT : Answer.UNKNOWN;
    }
  }

  private static Http.Answer patch(Http http, String path, Call call) {
    JsonObject body = new JsonObject();
    if (call.marker() != null) {
      body.put("templateSelectionExpression", call.marker());
    }
    return call.ifMatch().isEmpty()
        ? http.patch(path, body.encode())
        : http.patch(path, body.encode(), "If-Match", "\"" + call.ifMatch().getAsLong() + "\"");
  }

  private static Answer answer(Http.Answer answer) {
    return switch (answer.status()) {
      case 200 -> Answer.ok(value(answer));
      case 409 -> Answer.NO_EFFECT;
      case 412 -> Answer.REFUSED;
      case 503 -> Answer.UNKNOWN;
      default -> throw new AssertionError(answer.status() + " " + answer.body());
    };
  }

  static Value value(Http.Answer answer) {
    return new Value(
        Long.parseLong(answer.etag().replace("\"", "")),
        answer.json().getString("templateSelectionExpression", ""));
  }
}
