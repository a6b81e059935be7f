package dev.patchbay.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

final class EncodersTest {

  private static final long MILLIS = 1_795_340_400_120L;

  private static LoggingEvent event(
      String message, @Nullable Throwable failure, KeyValuePair... pairs) {
    LoggingEvent event =
        new LoggingEvent(
            EncodersTest.class.getName(),
            new LoggerContext().getLogger("dev.patchbay.Some"),
            Level.WARN,
            "It is {}",
            failure,
            new Object[] {message});
    event.setTimeStamp(MILLIS);
    if (pairs.length > 0) {
      event.setKeyValuePairs(List.of(pairs));
    }
    return event;
  }

  private static String text(LoggingEvent event) {
    return new String(new TextEncoder().encode(event), US_ASCII);
  }

  private static String json(LoggingEvent event) {
    return new String(new JsonEncoder().encode(event), US_ASCII);
  }

  @Test
  void aLineOfTextIsTimeLevelLoggerMessageAndValues() {
    LoggingEvent event =
        event("so", null, new KeyValuePair("id", "a b"), new KeyValuePair("status", 200));
    assertThat(text(event))
        .isEqualTo("2026-11-22T09:40:00.120Z WARN Some It is so id=\"a b\" status=200\n");
  }

  @Test
  void aLineOfJsonIsOneFlatObject() {
    LoggingEvent event =
        event(
            "so",
            null,
            new KeyValuePair("id", "a b"),
            new KeyValuePair("status", 200),
            new KeyValuePair("millis", 1.25),
            new KeyValuePair("bytes", 3L));
    assertThat(json(event))
        .isEqualTo(
            "{\"time\":\"2026-11-22T09:40:00.120Z\",\"level\":\"WARN\","
                + "\"logger\":\"dev.patchbay.Some\",\"message\":\"It is so\",\"id\":\"a b\","
                + "\"status\":200,\"millis\":1.25,\"bytes\":3}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\r\nb",
        "\u001b[2J\u001b[31m",
        "\u009b31m",
        "\u0085next",
        "\u2028line\u2029end",
        "\u202egnp.exe",
        "tab\tand\0null",
        "quote\" and \\ backslash",
        "\ud83d\ude00 and \ud83d alone",
        "status=200 error=none",
        ""
      })
  void textIsAlwaysEscaped(String said) {
    Throwable failure = new IllegalStateException(said, new IllegalArgumentException(said));
    failure.addSuppressed(new IllegalStateException(said));
    LoggingEvent event = event(said, failure, new KeyValuePair("id", said));

    String text = text(event);
    assertPrintable(text.replace("\t", ""));
    assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("\t"));
    assertThat(text.lines().findFirst().orElseThrow())
        .matches("\\S+Z WARN Some It is .* id=(\\w+|\"([^\"\\\\]|\\\\.)*\")");

    String json = json(event);
    assertPrintable(json);
    assertThat(json.indexOf('\n')).isEqualTo(json.length() - 1);
    JsonObject line = new JsonObject(json);
    if (!said.contains("\ud83d alone")) {
      assertThat(line.getString("id")).isEqualTo(said);
    }
    assertThat(line.getString("message")).startsWith("It is ");
    assertThat(line.getString("stackTrace")).contains("IllegalArgumentException");
  }

  private static void assertPrintable(String lines) {
    assertThat(lines.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
  }
}
