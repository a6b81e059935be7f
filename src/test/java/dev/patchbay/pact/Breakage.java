package dev.patchbay.pact;

import dev.patchbay.pact.BreakingProxy.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One way in which a later version of the service could disappoint its consumers.
 *
 * @param name what is wrong with it
 */
record Breakage(
    String name, UnaryOperator<Message> onRequest, BiFunction<Message, Message, Message> onAnswer) {

  static final Breakage NONE = new Breakage("none", request -> request, (asked, answer) -> answer);

  static final List<Breakage> ALL =
      List.of(
          onJson("a member is renamed", body -> rename(body, "responseTemplates", "templates")),
          onJson("the identifier is missing", body -> body.remove("integrationResponseId")),
          onJson("an identifier is a number", body -> replace(body, "integrationResponseId", 17)),
          status("Create answers 200", 201, 200),
          status("Delete answers 200", 204, 200),
          status("Update answers 202", "PATCH", 200, 202),
          header("errors have no type header", "X-Amzn-ErrorType"),
          header("answers have no request id", "x-amzn-RequestId"),
          header("the entity tag is lost", "ETag"),
          header("nobody says when to come back", "Retry-After"),
          resource(
              "a default is invented",
              body ->
                  body.put(
                      "contentHandlingStrategy",
                      body.getValue("contentHandlingStrategy", "CONVERT_TO_TEXT"))),
          resource(
              "unset members are null",
              body ->
                  body.put(
                      "templateSelectionExpression", body.getValue("templateSelectionExpression"))),
          onAnswer("maps are replaced instead of merged", Breakage::replaceMaps),
          onAnswer("a removed key comes back", Breakage::restoreKeys),
          onAnswer("an empty template is dropped", Breakage::dropEmptyTemplates),
          message("a lost race does not invite to try again", "try again later", "give up"),
          onJson(
              "a taken key is no conflict by its words",
              body -> rewrite(body, "already exists", "is bad")),
          onJson("errors have a capital Message", body -> rename(body, "message", "Message")),
          onJson(
              "a 404 names another kind",
              body -> {
                if (body.containsKey("resourceType")) {
                  body.put("resourceType", "Route");
                }
              }),
          onJson("a 404 names no kind", body -> body.remove("resourceType")),
          onJson("a 429 does not name its limit", body -> body.remove("limitType")),
          status("a failed precondition is a conflict", 412, 409),
          status("a conflict is a bad request", 409, 400),
          status("a throttled account is a failing service", 429, 503),
          status("what is missing is gone", 404, 410),
          status("what is bad cannot be processed", 400, 422),
          status("a store that is away is an internal failure", 503, 500),
          status("who may not write is unknown", 403, 401),
          onAnswer("a page repeats its token", Breakage::repeatToken),
          onJson("pages have no token", body -> body.remove("nextToken")),
          onAnswer(
              "a list is a bare array",
              (asked, answer) ->
                  isList(answer)
                      ? body(answer, json(answer).getJsonArray("items").toBuffer())
                      : answer),
          onJson(
              "an empty list is absent",
              body -> {
                if (body.getJsonArray("items", new JsonArray().add(1)).isEmpty()) {
                  body.remove("items");
                }
              }),
          onRequest(
              "maxResults is ignored",
              request ->
                  line(
                      request,
                      request
                          .line()
                          .replaceFirst("[?&]maxResults=[0-9]+&?", "?")
                          .replaceFirst("[?]$", ""))),
          onAnswer(
              "errors are HTML pages",
              (asked, answer) ->
                  answer.status() < 400
                      ? answer
                      : typed(
                          body(answer, Buffer.buffer("<html><body>Error</body></html>")),
                          "text/html")),
          onAnswer(
              "JSON is called text",
              (asked, answer) ->
                  answer.headers().contains("Content-Type") ? typed(answer, "text/plain") : answer),
          onRequest(
              "If-Match is ignored, as if no revision changed",
              request -> without(request, "If-Match")),
          onAnswer("what is not there is still answered", Breakage::answerAnyway),
          onAnswer(
              "a second Delete succeeds",
              (asked, answer) ->
                  asked.method().equals("DELETE") && answer.status() == 404
                      ? empty(answer, 204)
                      : answer),
          onAnswer("an Update answers what was there before", Breakage::answerTheOld),
          onRequest(
              "the bodies of updates are ignored",
              request ->
                  request.method().equals("PATCH") ? body(request, Buffer.buffer("{}")) : request),
          onAnswer(
              "an Update without members is refused",
              (asked, answer) ->
                  asked.method().equals("PATCH") && asked.body().toString().equals("{}")
                      ? new Message("400", answer.headers(), answer.body())
                      : answer),
          onAnswer(
              "numbers are taken for texts",
              (asked, answer) ->
                  "SerializationException".equals(answer.headers().get("X-Amzn-ErrorType"))
                      ? new Message("200", answer.headers(), answer.body())
                      : answer),
          onJson("dates are numbers", body -> epoch(body)));

  Message request(Message asked) {
    return onRequest.apply(asked);
  }

  Message answer(Message asked, Message answered) {
    return onAnswer.apply(asked, answered);
  }

  private static Breakage onRequest(String name, UnaryOperator<Message> change) {
    return new Breakage(name, change, (asked, answer) -> answer);
  }

  private static Breakage onAnswer(String name, BiFunction<Message, Message, Message> change) {
    return new Breakage(name, request -> request, change);
  }

  private static Breakage status(String name, int status, int instead) {
    return onAnswer(
        name,
        (asked, answer) ->
            answer.status() != status
                ? answer
                : new Message(String.valueOf(instead), answer.headers(), answer.body()));
  }

  private static Breakage status(String name, String method, int status, int instead) {
    Breakage any = status(name, status, instead);
    return onAnswer(
        name,
        (asked, answer) -> asked.method().equals(method) ? any.answer(asked, answer) : answer);
  }

  private static Breakage header(String name, String lost) {
    return onAnswer(name, (asked, answer) -> without(answer, lost));
  }

  /** Changes a JSON object, and the elements of a page. */
  private static Breakage onJson(String name, Consumer<JsonObject> change) {
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
  private static Breakage resource(String name, Consumer<JsonObject> change) {
    return onJson(
        name,
        body -> {
          if (body.containsKey("integrationResponseKey")) {
            change.accept(body);
          }
        });
  }

  private static Breakage message(String name, String text, String instead) {
    return onJson(name, body -> rewrite(body, text, instead));
  }

  private static boolean isObject(Message answer) {
    return answer.body().length() > 0 && answer.body().getByte(0) == '{';
  }

  private static boolean isList(Message answer) {
    return isObject(answer) && json(answer).containsKey("items");
  }

  private static JsonObject json(Message message) {
    return message.body().toJsonObject();
  }

  private static List<JsonObject> elements(JsonObject whole) {
    List<JsonObject> elements = new ArrayList<>();
    whole.getJsonArray("items", new JsonArray()).forEach(each -> elements.add((JsonObject) each));
    return elements;
  }

  private static Message body(Message message, Buffer body) {
    return new Message(message.line(), message.headers(), body);
  }

  private static Message line(Message message, String line) {
    return new Message(line, message.headers(), message.body());
  }

  private static Message empty(Message message, int status) {
    return new Message(String.valueOf(status), message.headers(), Buffer.buffer());
  }

  private static Message without(Message message, String header) {
    message.headers().remove(header);
    return message;
  }

  private static Message typed(Message answer, String contentType) {
    answer.headers().set("Content-Type", contentType);
    return answer;
  }

  private static void rename(JsonObject body, String name, String instead) {
    if (body.containsKey(name)) {
      body.put(instead, body.remove(name));
    }
  }

  private static void replace(JsonObject body, String name, Object value) {
    if (body.containsKey(name)) {
      body.put(name, value);
    }
  }

  private static void rewrite(JsonObject body, String text, String instead) {
    if (body.getValue("message") instanceof String message) {
      body.put("message", message.replace(text, instead));
    }
  }

  private static void epoch(JsonObject body) {
    if (body.getValue("createdDate") instanceof String) {
      body.put("createdDate", 1_767_225_600);
    }
  }

  private static Message replaceMaps(Message asked, Message answer) {
    return changeMaps(asked, answer, (sent, name) -> sent.getJsonObject(name).copy());
  }

  private static Message restoreKeys(Message asked, Message answer) {
    return changeMaps(
        asked,
        answer,
        (sent, name) -> {
          JsonObject kept = json(answer).getJsonObject(name, new JsonObject());
          sent.getJsonObject(name)
              .forEach(
                  entry -> {
                    if (entry.getValue().equals("") && !kept.containsKey(entry.getKey())) {
                      kept.put(entry.getKey(), "back");
                    }
                  });
          return kept;
        });
  }

  private static Message dropEmptyTemplates(Message asked, Message answer) {
    return changeMaps(
        asked,
        answer,
        (sent, name) -> {
          JsonObject kept = json(answer).getJsonObject(name, new JsonObject());
          kept.getMap().values().removeIf(""::equals);
          return kept;
        });
  }

  /** Changes, in the answer to an update, the maps that it names. */
  private static Message changeMaps(
      Message asked, Message answer, BiFunction<JsonObject, String, JsonObject> change) {
    if (!asked.method().equals("PATCH") || answer.status() != 200) {
      return answer;
    }
    JsonObject sent = json(asked);
    JsonObject changed = json(answer);
    Predicate<String> isMap = name -> sent.getValue(name) instanceof JsonObject;
    sent.fieldNames().stream()
        .filter(isMap)
        .forEach(name -> changed.put(name, change.apply(sent, name)));
    return changed.equals(json(answer)) ? answer : body(answer, changed.toBuffer());
  }

  private static Message repeatToken(Message asked, Message answer) {
    int at = asked.line().indexOf("nextToken=");
    return at < 0 || !isList(answer)
        ? answer
        : body(answer, json(answer).put("nextToken", asked.line().substring(at + 10)).toBuffer());
  }

  private static Message answerAnyway(Message asked, Message answer) {
    return answer.status() == 404 && asked.method().equals("GET")
        ? new Message("200", answer.headers(), answer.body())
        : answer;
  }

  private static Message answerTheOld(Message asked, Message answer) {
    if (!asked.method().equals("PATCH") || answer.status() != 200) {
      return answer;
    }
    JsonObject sent = json(asked);
    JsonObject changed = json(answer);
    sent.fieldNames().stream()
        .filter(name -> sent.getValue(name) instanceof String)
        .forEach(name -> changed.put(name, "before"));
    return changed.equals(json(answer)) ? answer : body(answer, changed.toBuffer());
  }
}
