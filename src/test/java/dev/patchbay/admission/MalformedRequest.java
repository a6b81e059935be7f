package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.testkit.RawExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code malformed-http.txt}, which explains itself.
 *
 * @param outcomes as {@link RawExchange#outcome} has them
 */
@SuppressWarnings("ArrayRecordComponent")
record MalformedRequest(String name, Set<String> outcomes, byte[] bytes) {

  /** A body that CreateApi stores, so that a request that slips through leaves its mark. */
  static final String STORABLE =
      "{\"name\":\"smuggled\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$r\"}";

  private static final Pattern REPETITION =
      Pattern.compile("\\\\\\((\\d+)\\*((?:(?!\\\\\\()[^)])*)\\)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9A-Fa-f]{2}|.)");

  static List<MalformedRequest> all() {
    return lines("malformed-http.txt").stream().map(MalformedRequest::parse).toList();
  }

  static List<String> lines(String resource) {
    try (InputStream in = MalformedRequest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MalformedRequest parse(String line) {
    String[] parts = line.split(" ?\\| ?", 3);
    String text = parts[2].replace("$G", "GET /v2/apis HTTP/1.1\\n");
    text = text.replace("$P", "POST /v2/apis HTTP/1.1\\n").replace("$H", "Host: a\\n");
    text = text.replace("$L", String.valueOf(STORABLE.length()));
    text = text.replace("$X", Integer.toHexString(STORABLE.length()));
    // Two levels, for a repetition may hold another.
    text = repeat(repeat(text)).replace("$J", STORABLE);
    Set<String> outcomes = Set.copyOf(Arrays.asList(parts[1].split(" ")));
    return new MalformedRequest(parts[0], outcomes, unescape(text).getBytes(ISO_8859_1));
  }

  private static String repeat(String text) {
    return REPETITION
        .matcher(text)
        .replaceAll(
            each ->
                Matcher.quoteReplacement(each.group(2).repeat(Integer.parseInt(each.group(1)))));
  }

  private static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(each -> Matcher.quoteReplacement(character(each).toString()));
  }

  private static CharSequence character(MatchResult escape) {
    String code = escape.group(1);
    return switch (code.charAt(0)) {
      case 'n' -> "\r\n";
      case 'l' -> "\n";
      case 'c' -> "\r";
      case 't' -> "\t";
      case '0' -> "\0";
      case '\\' -> "\\";
      case 'x' -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
      default -> throw new IllegalArgumentException("no such escape: " + code);
    };
  }

  /** How many answers are waited for. */
  int answersMin() {
    return outcomes.stream().mapToInt(each -> each.split(",").length).min().orElseThrow();
  }

  /** A case that is meant to get no answer is not waited for as long as others. */
  int silenceMillis() {
    return outcomes.contains("wait") ? 500 : RawExchange.HANG_MILLIS;
  }

  @Override
  public String toString() {
    return name;
  }
}
