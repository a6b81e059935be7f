package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.ServiceConfig;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnnouncementTest {

  private static Announcement announcement(Map<String, String> settings) {
    return Announcement.of(
        ServiceConfig.from(settings),
        URI.create("http://127.0.0.1:8080"),
        URI.create("http://127.0.0.1:9090"),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void theFirstLinesNameTheAddressOfTheConsole() {
    Announcement started = announcement(Map.of());
    assertThat(started.lines()).contains("  Console:      http://127.0.0.1:8080/console/");
    assertThat(started.line()).endsWith(" Console: http://127.0.0.1:8080/console/.");
  }

  @Test
  void theFirstLinesSayThatTheConsoleIsOff() {
    Announcement started = announcement(Map.of("PATCHBAY_CONSOLE", "off"));
    assertThat(started.lines()).contains("  Console:      off");
    assertThat(started.line()).endsWith(" Console: off.");
  }
}
