package dev.patchbay.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format of the access log of a stage: text with variables of {@code $context}. */
public record AccessLogFormat(List<Part> parts) {

  /** Each message writes a line, and most of a format is short. AWS cuts its lines as well. */
  private static final int LINE_LENGTH_MAX = 4_096;

  /** The longest name of AWS has four parts. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$context\\.([A-Za-z][A-Za-z0-9_-]*(?:\\.[A-Za-z][A-Za-z0-9_-]*){0,4})");

  /** The variable whose value is that of another one in quotes. */
  private static final List<String> QUOTED = List.of("error", "messageString");

  private static final List<String> UNQUOTED = List.of("error", "message");

  /** AWS writes it in place of a variable that is not set. */
  private static final String ABSENT = "-";

  public AccessLogFormat {
    parts = List.copyOf(parts);
  }

  /**
   * A piece of the format.
   *
   * @param path the names of a variable from the outermost on; empty for text
   */
  private record Part(String text, List<String> path) {}

  static AccessLogFormat parse(String format) {
    List<Part> parts = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(format);
    int end = 0;
    while (variable.find()) {
      parts.add(new Part(format.substring(end, variable.start()), List.of()));
      parts.add(new Part("", List.of(variable.group(1).split("\\."))));
      end = variable.end();
    }
    parts.add(new Part(format.substring(end), List.of()));
    return new AccessLogFormat(parts);
  }

  /** The line of an event. Quotes and control characters of values are escaped as in JSON. */
  public String line(Map<String, Object> variables) {
    StringBuilder line = new StringBuilder();
    for (Part part : parts) {
      line.append(part.text);
      if (part.path.equals(QUOTED)) {
        appendQuoted(line, value(variables, UNQUOTED));
      } else if (!part.path.isEmpty()) {
        appendEscaped(line, value(variables, part.path));
      }
      if (line.length() > LINE_LENGTH_MAX) {
        return line.substring(0, LINE_LENGTH_MAX);
      }
    }
    return line.toString();
  }

  private static String value(Map<String, Object> variables, List<String> path) {
    @Nullable Object value = variables;
    for (String name : path) {
      value = value instanceof Map<?, ?> members ? members.get(name) : null;
    }
    return value == null || value instanceof Map || value.toString().isEmpty()
        ? ABSENT
        : value.toString();
  }

  private static void appendQuoted(StringBuilder line, String value) {
    if (value.equals(ABSENT)) {
      line.append(ABSENT);
    } else {
      line.append('"');
      appendEscaped(line, value);
      line.append('"');
    }
  }

  private static void appendEscaped(StringBuilder line, String value) {
    int length = Math.min(value.length(), LINE_LENGTH_MAX);
    for (int i = 0; i < length; i++) {
      char each = value.charAt(i);
      if (each == '"' || each == '\\') {
        line.append('\\').append(each);
      } else if (each < ' ') {
        line.append(String.format("\\u%04x", (int) each));
      } else {
        line.append(each);
      }
    }
  }
}
