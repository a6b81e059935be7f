package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanners that are written by hand for speed agree with these patterns. */
class HttpConformanceHandlerTest {

  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~%!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");

  private static final Pattern NORMAL =
      Pattern.compile("/|(?:/(?!(?:\\.|%2[eE]){0,2}(?:/|\\z))[^/]*)+");

  private static final int TEXTS = 200_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "patchbay.example:8080",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:8080",
        "[2001:db8::a.b]:",
        "a:",
        "",
        ":80",
        "[]",
        "[",
        "[::1",
        "[::1]x",
        "[g]",
        "a:123456",
        "a:1:2",
        "user@a",
        "a b",
        "é"
      })
  void hostMatchesThePattern(String text) {
    assertThat(HostHeader.isHost(text)).isEqualTo(HOST.matcher(text).matches());
  }

  @Test
  void everyTextIsAHostWhereThePatternSaysSo() {
    long seed = Seeded.seed();
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random, "aF9.:[]-%/@ g");
      assertThat(HostHeader.isHost(text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(HOST.matcher(text).matches());
    }
  }

  @Test
  void everyPathIsNormalWhereThePatternSaysSo() {
    long seed = Seeded.seed();
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      String path = text(random, "//..%2eE2a").replace("2", random.nextBoolean() ? "%2e" : "2");
      assertThat(HttpConformanceHandler.isNormal(path))
          .as("seed %d: %s", seed, path)
          .isEqualTo(NORMAL.matcher(path).matches());
    }
  }

  private static String text(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(9); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
