package dev.patchbay.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimestampFormatTest {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final TimestampFormat times = new TimestampFormat();

  private String spelled(long millis) {
    StringBuilder line = new StringBuilder();
    times.append(line, millis);
    return line.toString();
  }

  @Test
  void aTimeDoesNotDependOnTheTimeBefore() {
    Random random = new Random(7);
    long millis = Instant.parse("2026-12-31T23:59:50Z").toEpochMilli();
    for (int i = 0; i < 20_000; i++) {
      millis += random.nextInt(-5, 8);
      assertThat(spelled(millis)).isEqualTo(FORMAT.format(Instant.ofEpochMilli(millis)));
    }
    assertThat(spelled(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
  }
}
