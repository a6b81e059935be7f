package dev.patchbay.pact;

import static dev.patchbay.pact.Breakage.body;
import static dev.patchbay.pact.Breakage.isObject;
import static dev.patchbay.pact.Breakage.json;
import static dev.patchbay.pact.Breakage.onAnswer;

import dev.patchbay.pact.BreakingProxy.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The ways in which the frames of integration responses are broken. */
final class FrameBreakages {

  static final List<Breakage> ALL =
      List.of(
          text("quotes are not escaped", text -> text.replace("\\\"", "\"")),
          text("a text is quoted", text -> text.startsWith("{") ? text : "\"" + text + "\""),
          text(
              "a frame is base64",
              text -> Base64.getEncoder().encodeToString(Buffer.buffer(text).getBytes())),
          text("a frame is empty", text -> ""),
          frame("a number is a text", frame -> asText(frame, "code")),
          frame("a boolean is a text", frame -> asText(frame, "paid")),
          frame("a text of digits is a number", frame -> asNumber(frame, "id")),
          frame("the context is empty", frame -> replace(frame, "connectionId", "")),
          frame("stage variables are empty", frame -> replace(frame, "stage", "")),
          frame("a missing path is null", frame -> nullInPlaceOfEmpty(frame, "reason")),
          frame("a loop has one round", FrameBreakages::oneRound),
          frame("an empty loop has one round", FrameBreakages::oneRoundAtLeast),
          frame("another integration response is used", FrameBreakages::otherResponse),
          frame(
              "clients are told why a template fails",
              frame -> replace(frame, "message", "the template default, line 1")));

  private FrameBreakages() {}

  private static Breakage text(String name, UnaryOperator<String> change) {
    return onAnswer(
        name,
        (asked, answer) -> {
          String text = answer.body().toString();
          return isFrame(asked, answer) && !change.apply(text).equals(text)
              ? body(answer, Buffer.buffer(change.apply(text)))
              : answer;
        });
  }

  private static Breakage frame(String name, Consumer<JsonObject> change) {
    return onAnswer(
        name,
        (asked, answer) -> {
          if (!isFrame(asked, answer) || !isObject(answer)) {
            return answer;
          }
          JsonObject changed = json(answer);
          change.accept(changed);
          return changed.equals(json(answer)) ? answer : body(answer, changed.toBuffer());
        });
  }

  private static boolean isFrame(Message asked, Message answer) {
    return asked.line().equals("POST /") && answer.status() == 200;
  }

  private static void replace(JsonObject frame, String name, Object value) {
    if (frame.containsKey(name)) {
      frame.put(name, value);
    }
  }

  private static void asText(JsonObject frame, String name) {
    if (frame.containsKey(name)) {
      frame.put(name, String.valueOf(frame.getValue(name)));
    }
  }

  private static void asNumber(JsonObject frame, String name) {
    if (frame.containsKey(name)) {
      frame.put(name, Integer.parseInt(frame.getString(name)));
    }
  }

  private static void nullInPlaceOfEmpty(JsonObject frame, String name) {
    if ("".equals(frame.getValue(name))) {
      frame.putNull(name);
    }
  }

  private static void oneRound(JsonObject frame) {
    JsonArray items = frame.getJsonArray("items");
    if (items != null && items.size() > 1) {
      frame.put("items", new JsonArray().add(items.getValue(0)));
    }
  }

  private static void oneRoundAtLeast(JsonObject frame) {
    JsonArray items = frame.getJsonArray("items");
    if (items != null && items.isEmpty()) {
      items.add(new JsonObject().put("name", ""));
    }
  }

  private static void otherResponse(JsonObject frame) {
    if ("error".equals(frame.getValue("type"))) {
      frame.clear().put("type", "other");
    }
  }
}
