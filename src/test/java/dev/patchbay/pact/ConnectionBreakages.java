package dev.patchbay.pact;

import static dev.patchbay.pact.Breakage.onAnswer;
import static dev.patchbay.pact.Breakage.onJson;
import static dev.patchbay.pact.Breakage.status;

import dev.patchbay.pact.BreakingProxy.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** The ways in which the answers to requests to connections are broken. */
final class ConnectionBreakages {

  static final List<Breakage> ALL =
      List.of(
          status("a connection that is gone is not found", 410, 404),
          status("a slow consumer counts as gone", 429, 410),
          status("a message is accepted and may be sent later", "POST", 200, 202),
          status("an identifier of none is gone", 400, 410),
          onAnswer(
              "a message to a connection that is gone succeeds",
              (asked, answer) ->
                  asked.method().equals("POST") && answer.status() == 410
                      ? new Message("200", answer.headers(), answer.body())
                      : answer),
          connection("a connection does not tell when it was made", c -> c.remove("connectedAt")),
          connection("a connection does not tell its activity", c -> c.remove("lastActiveAt")),
          connection("times of connections are numbers", c -> c.put("connectedAt", 1_767_225_600)),
          connection(
              "a connection hides the address of its client",
              c -> c.getJsonObject("identity").remove("sourceIp")));

  private ConnectionBreakages() {}

  private static Breakage connection(String name, Consumer<JsonObject> change) {
    return onJson(
        name,
        body -> {
          if (body.containsKey("lastActiveAt")) {
            change.accept(body);
          }
        });
  }
}
