package dev.patchbay.pact;

import static dev.patchbay.pact.Breakage.body;
import static dev.patchbay.pact.Breakage.empty;
import static dev.patchbay.pact.Breakage.header;
import static dev.patchbay.pact.Breakage.isList;
import static dev.patchbay.pact.Breakage.json;
import static dev.patchbay.pact.Breakage.line;
import static dev.patchbay.pact.Breakage.onAnswer;
import static dev.patchbay.pact.Breakage.onJson;
import static dev.patchbay.pact.Breakage.onRequest;
import static dev.patchbay.pact.Breakage.resource;
import static dev.patchbay.pact.Breakage.status;
import static dev.patchbay.pact.Breakage.typed;
import static dev.patchbay.pact.Breakage.without;

import dev.patchbay.pact.BreakingProxy.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which the service is broken, to see that a contract notices. */
final class Breakages {

  private static final Pattern AFTER = Pattern.compile("[?&]after=([^&]*)");

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
          onAnswer("maps are replaced instead of merged", Breakages::replaceMaps),
          onAnswer("a removed key comes back", Breakages::restoreKeys),
          onAnswer("templates are merged instead of replaced", Breakages::keepTemplates),
          onAnswer("an empty template is dropped", Breakages::dropEmptyTemplates),
          onJson(
              "a lost race does not invite to try again",
              body -> rewrite(body, "try again later", "give up")),
          onJson(
              "a taken key is no conflict by its words",
              body -> rewrite(body, "already exists", "is bad")),
          onJson("errors have a capital Message", body -> rename(body, "message", "Message")),
          onJson(
              "a 404 names another kind",
              body -> {
                if (body.containsKey("message")) {
                  replace(body, "resourceType", "Route");
                }
              }),
          onJson(
              "a 404 names no kind",
              body -> {
                if (body.containsKey("message")) {
                  body.remove("resourceType");
                }
              }),
          onJson("a 429 does not name its limit", body -> body.remove("limitType")),
          status("a failed precondition is a conflict", 412, 409),
          status("a conflict is a bad request", 409, 400),
          status("a throttled account is a failing service", 429, 503),
          status("what is missing is gone", 404, 410),
          status("what is bad cannot be processed", 400, 422),
          status("a store that is away is an internal failure", 503, 500),
          status("who may not write is unknown", 403, 401),
          onAnswer("a page repeats its token", Breakages::repeatToken),
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
                          .replaceFirst("([?&])maxResults=[0-9]+&?", "$1")
                          .replaceFirst("[?&]$", ""))),
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
          onAnswer("what is not there is still answered", Breakages::answerAnyway),
          onAnswer(
              "a second Delete succeeds",
              (asked, answer) ->
                  asked.method().equals("DELETE") && answer.status() == 404
                      ? empty(answer, 204)
                      : answer),
          onAnswer("an Update answers what was there before", Breakages::answerTheOld),
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
          onJson("dates are numbers", body -> epoch(body)),
          onJson(
              "a change does not tell its revision",
              body -> {
                if (body.containsKey("changeId")) {
                  body.remove("revisionAfter");
                }
              }),
          onAnswer("changes after one begin with it", Breakages::repeatChange),
          onRequest(
              "the change to begin after is ignored",
              request -> line(request, request.line().replaceFirst("after=[^&]*&?", ""))),
          onAnswer(
              "a gap in the trail is an empty page",
              (asked, answer) ->
                  answer.status() == 410
                      ? new Message("200", answer.headers(), Buffer.buffer("{\"items\":[]}"))
                      : answer));

  private Breakages() {}

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

  private static Message keepTemplates(Message asked, Message answer) {
    return changeMaps(
        asked,
        answer,
        (sent, name) -> {
          JsonObject kept = json(answer).getJsonObject(name, new JsonObject());
          if (name.equals("responseTemplates") && !kept.containsKey("application/json")) {
            kept.put("application/json", "kept");
          }
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

  /** The change that is known comes again, like the one after it. */
  private static Message repeatChange(Message asked, Message answer) {
    Matcher known = AFTER.matcher(asked.line());
    if (!known.find() || !isList(answer)) {
      return answer;
    }
    JsonObject page = json(answer);
    JsonArray items = page.getJsonArray("items");
    JsonObject first = items.isEmpty() ? new JsonObject() : items.getJsonObject(0).copy();
    items.add(0, first.put("changeId", known.group(1)));
    return body(answer, page.toBuffer());
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
