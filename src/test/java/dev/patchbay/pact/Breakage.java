package dev.patchbay.pact;

import dev.patchbay.pact.BreakingProxy.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One way in which a later version of the service could disappoint its consumers.
 *
 * @param name the fault of that version
 */
record Breakage(
    String name, UnaryOperator<Message> onRequest, BiFunction<Message, Message, Message> onAnswer) {

  static final Breakage NONE = new Breakage("none", request -> request, (asked, answer) -> answer);

  Message request(Message asked) {
    return onRequest.apply(asked);
  }

  Message answer(Message asked, Message answered) {
    return onAnswer.apply(asked, answered);
  }

  static Breakage onRequest(String name, UnaryOperator<Message> change) {
    return new Breakage(name, change, (asked, answer) -> answer);
  }

  static Breakage onAnswer(String name, BiFunction<Message, Message, Message> change) {
    return new Breakage(name, request -> request, change);
  }

  static Breakage status(String name, int status, int instead) {
    return onAnswer(
        name,
        (asked, answer) ->
            answer.status() != status
                ? answer
                : new Message(String.valueOf(instead), answer.headers(), answer.body()));
  }

  static Breakage status(String name, String method, int status, int instead) {
    Breakage any = status(name, status, instead);
    return onAnswer(
        name,
        (asked, answer) -> asked.method().equals(method) ? any.answer(asked, answer) : answer);
  }

  static Breakage header(String name, String lost) {
    return onAnswer(name, (asked, answer) -> without(answer, lost));
  }

  /** Changes a JSON object, and the elements of a page. */
  static Breakage onJson(String name, Consumer<JsonObject> change) {
    return onAnswer(
        name,
        (asked, answer) -> {
          if (!isObject(answer)) {
            return answer;
          }
          JsonObject whole = json(answer);
          change.accept(whole);
          elements(whole).forEach(change);
          return whole.equals(json(answer)) ? answer : body(answer, whole.toBuffer());
        });
  }

  /** Changes an integration response. */
  static Breakage resource(String name, Consumer<JsonObject> change) {
    return onJson(
        name,
        body -> {
          if (body.containsKey("integrationResponseKey")) {
            change.accept(body);
          }
        });
  }

  static boolean isObject(Message answer) {
    return answer.body().length() > 0 && answer.body().getByte(0) == '{';
  }

  static boolean isList(Message answer) {
    return isObject(answer) && json(answer).containsKey("items");
  }

  static JsonObject json(Message message) {
    return message.body().toJsonObject();
  }

  static List<JsonObject> elements(JsonObject whole) {
    List<JsonObject> elements = new ArrayList<>();
    whole.getJsonArray("items", new JsonArray()).forEach(each -> elements.add((JsonObject) each));
    return elements;
  }

  static Message body(Message message, Buffer body) {
    return new Message(message.line(), message.headers(), body);
  }

  static Message line(Message message, String line) {
    return new Message(line, message.headers(), message.body());
  }

  static Message empty(Message message, int status) {
    return new Message(String.valueOf(status), message.headers(), Buffer.buffer());
  }

  static Message without(Message message, String header) {
    message.headers().remove(header);
    return message;
  }

  static Message typed(Message answer, String contentType) {
    answer.headers().set("Content-Type", contentType);
    return answer;
  }
}
