package dev.patchbay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.model.ErrorCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code update-integration-response.txt}, whose head explains its notation. */
final class UpdateTable {

  private static final Pattern REPEATED = Pattern.compile("«(.+?)\\*(\\d+)»");
  private static final String WHOLE_BODY = "the whole body";

  private UpdateTable() {}

  /** The outcome of an update. */
  enum Kind {
    CHANGED,
    UNCHANGED,
    REFUSED
  }

  /**
   * One line of the table.
   *
   * @param member the member that it is about, or "the whole body"
   */
  record Row(String member, String before, String patch, String outcome) {

    JsonObject stored() {
      return members(before);
    }

    String sent() {
      String body = member.equals(WHOLE_BODY) ? patch : field(patch);
      return body.equals("(nothing)") ? "" : expand(body);
    }

    Kind kind() {
      if (outcome.equals("=")) {
        return Kind.UNCHANGED;
      }
      return shape().isPresent() ? Kind.REFUSED : Kind.CHANGED;
    }

    JsonObject after() {
      return members(outcome);
    }

    ErrorCode error() {
      return shape().orElseThrow();
    }

    String message() {
      String text = expand(outcome.substring(outcome.indexOf(':') + 2));
      return isPrefix() ? text.substring(0, text.length() - 1) : text;
    }

    boolean isPrefix() {
      return outcome.endsWith("*");
    }

    private Optional<ErrorCode> shape() {
      return Arrays.stream(ErrorCode.values())
          .filter(code -> outcome.startsWith(code.shape() + ": "))
          .findFirst();
    }

    private JsonObject members(String value) {
      JsonObject members = new JsonObject(expand(member.equals(WHOLE_BODY) ? value : field(value)));
      if (!members.containsKey("integrationResponseKey")) {
        members.put("integrationResponseKey", "/200/");
      }
      return members;
    }

    private String field(String value) {
      return value.equals("-") ? "{}" : "{\"" + member + "\":" + value + "}";
    }

    @Override
    public String toString() {
      return String.join(" | ", member, before, patch, outcome);
    }
  }

  /**
   * The rows of the tables that hold under a setting.
   *
   * @param templatePatch merge or replace
   */
  static Stream<Row> rows(String templatePatch) {
    String table = "";
    Stream.Builder<Row> rows = Stream.builder();
    for (String line : lines()) {
      if (line.startsWith("## ")) {
        table = line.substring(3);
      } else if (!line.isBlank() && !line.startsWith("#") && holds(table, templatePatch)) {
        String[] columns = line.split("\\s+\\|\\s+", -1);
        if (columns.length != 3) {
          throw new IllegalStateException("not three columns: " + line);
        }
        String member = table.replaceFirst(" \\[.*", "");
        rows.add(new Row(member, columns[0].strip(), columns[1], columns[2].strip()));
      }
    }
    return rows.build();
  }

  private static boolean holds(String table, String templatePatch) {
    return !table.contains("[") || table.endsWith("[" + templatePatch + "]");
  }

  private static List<String> lines() {
    try (InputStream stream =
        UpdateTable.class.getResourceAsStream("update-integration-response.txt")) {
      return new String(stream.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String expand(String text) {
    return REPEATED.matcher(text).replaceAll(UpdateTable::repeated);
  }

  private static String repeated(MatchResult match) {
    return match.group(1).repeat(Integer.parseInt(match.group(2)));
  }
}
