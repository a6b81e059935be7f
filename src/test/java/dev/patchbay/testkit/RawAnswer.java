package dev.patchbay.testkit;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer as it stood on the wire, a character for each byte.
 *
 * @param headers the last value by name, in any case
 */
public record RawAnswer(int status, Map<String, String> headers, String body) {

  /** The answers that are complete; an incomplete one at the end is left out. */
  static List<RawAnswer> parse(String received, boolean toHead) {
    List<RawAnswer> answers = new ArrayList<>();
    int at = 0;
    while (true) {
      int end = received.indexOf("\r\n\r\n", at);
      if (end < 0) {
        return answers;
      }
      String[] lines = received.substring(at, end).split("\r\n", -1);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
      }
      int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
      boolean bodiless = toHead || status < 200 || status == 204;
      int length = bodiless ? 0 : Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
      at = end + 4 + length;
      if (at > received.length()) {
        return answers;
      }
      answers.add(new RawAnswer(status, headers, received.substring(end + 4, at)));
    }
  }

  /** Returns the reason why this service must not give the answer, or an empty text. */
  public String flaw() {
    if (status >= 500) {
      return "an error of the server";
    }
    if (status < 200) {
      return "";
    }
    if (!headers.containsKey("Date") || !headers.containsKey("x-amzn-RequestId")) {
      return "not stamped";
    }
    if (status >= 400 && !headers.getOrDefault("X-Amzn-ErrorType", "").matches("[A-Z][A-Za-z]+")) {
      return "an error without a type";
    }
    if (body.isEmpty()) {
      return "";
    }
    if (!headers.getOrDefault("Content-Type", "").equals("application/json")) {
      return "not JSON";
    }
    boolean speaks = new JsonObject(body).getString("message", "").length() > 0;
    return status < 400 || speaks ? "" : "an error without a message";
  }
}
