package dev.patchbay.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.wire.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JSON paths and {@code $util} against other implementations. {@code differential.py} makes the
 * table beside it and says which these are. The differences below are on purpose.
 */
final class DifferentialTest {

  private static final String MISSING = "missing";
  private static final String REFUSED = "refused";

  /** The results of Java, and thus of API Gateway, where Python differs. */
  private static final Map<String, String> DIFFERENCES =
      Map.ofEntries(
          // URLEncoder writes forms of HTML, and quote_plus follows RFC 3986.
          entry("urlEncode ~", "%7E"),
          entry("urlEncode *", "*"),
          // URLDecoder refuses an incomplete escape, which unquote_plus leaves as it is.
          entry("urlDecode %", REFUSED),
          entry("urlDecode 100%", REFUSED),
          entry("urlDecode %4", REFUSED),
          entry("urlDecode %zz", REFUSED),
          // The decoder of Java needs no padding.
          entry("base64Decode YQ", "a"),
          entry("base64Decode YWI", "ab"),
          // The escapes of Apache Commons begin behind DEL, and those of Python with it.
          entry("escapeJavaScript \u007f\u0080\u00ff", "\u007f\\u0080\\u00FF"));

  private final Evaluator evaluator = Evaluations.evaluator();

  /** A row of the table. */
  private record Row(String function, String input, Map<String, @Nullable Object> members) {

    @Override
    public String toString() {
      return function + " " + input;
    }

    @Nullable Object expected() {
      return members.containsKey(MISSING)
          ? MISSING
          : members.containsKey(REFUSED) ? REFUSED : members.get("expected");
    }
  }

  static Stream<Row> rows() throws IOException {
    try (InputStream table = DifferentialTest.class.getResourceAsStream("differential.jsonl")) {
      String lines = new String(Objects.requireNonNull(table).readAllBytes(), UTF_8);
      return lines
          .lines()
          .map(line -> JsonReader.readLine(line.getBytes(UTF_8)))
          .map(
              row ->
                  new Row(
                      String.valueOf(row.get("function")), String.valueOf(row.get("input")), row));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theValueIsThatOfAnotherImplementation(Row row) {
    String difference = DIFFERENCES.get(row.toString());
    if (difference != null) {
      assertThat(difference).isNotEqualTo(row.expected());
    }
    Object expected = difference == null ? row.expected() : difference;
    switch (row.function) {
      case "path" -> assertPath(path(row), row.expected());
      case "parseJson" -> assertThat(parseJson(row.input)).isEqualTo(expected);
      default -> assertThat(util(row)).isEqualTo(expected);
    }
  }

  /** Jayway finds no list behind a name that is not there, where RFC 9535 has an empty one. */
  private static void assertPath(@Nullable Object actual, @Nullable Object expected) {
    if (MISSING.equals(actual) && List.of().equals(expected)) {
      return;
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void mostPathsThatFindNothingAreComparedToo() throws IOException {
    List<Row> empty =
        rows()
            .filter(row -> row.function.equals("path") && List.of().equals(row.expected()))
            .toList();
    assertThat(empty.stream().filter(row -> List.of().equals(path(row)))).hasSizeGreaterThan(20);
    assertThat(rows().filter(row -> row.function.equals("path"))).hasSize(400);
  }

  private @Nullable Object path(Row row) {
    String template = "#set($d = '$')$input.json(\"" + row.input.replace("$", "${d}") + "\")";
    String text =
        Evaluations.render(evaluator, json(row.members.get("document")), template).frame().text();
    return text.equals("\"\"") ? MISSING : JsonReader.readValue(text.getBytes(UTF_8));
  }

  private String util(Row row) {
    String template = "$util." + row.function + "($input.path('$.x'))";
    Evaluation evaluation = Evaluations.render(evaluator, json(Map.of("x", row.input)), template);
    return evaluation.error().isPresent() ? REFUSED : evaluation.frame().text();
  }

  /** A template prints a map as Java does, so the value is taken before it is printed. */
  private static @Nullable Object parseJson(String text) {
    String json =
        new Budget(EvaluationLimits.defaults(), () -> 0)
            .run(
                () -> {
                  try {
                    return Printer.json(JsonParser.parse(text));
                  } catch (JsonParser.NotJsonException e) {
                    return "";
                  }
                });
    return json.isEmpty() ? REFUSED : JsonReader.readValue(json.getBytes(UTF_8));
  }

  private static String json(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(each -> json(each.getKey()) + ":" + json(each.getValue()))
          .collect(joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(DifferentialTest::json).collect(joining(",", "[", "]"));
    }
    return value instanceof String text
        ? "\"" + JsonText.escaped(text) + "\""
        : String.valueOf(value);
  }
}
