package dev.patchbay.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Seeded;
import dev.patchbay.gateway.socket.MessageAssembly.RefusedFrameException;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageAssemblyTest {

  private final MessageAssembly assembly = new MessageAssembly(GatewayLimits.of(1, 1));

  private static Buffer bytes(int count) {
    return Buffer.buffer("x".repeat(count));
  }

  private static int codeOf(Throwable refused) {
    return ((RefusedFrameException) refused).status().code();
  }

  @Test
  void aFrameOfTheLargestSizeIsAMessage() throws Exception {
    assertThat(assembly.add(bytes(32_768), true)).contains("x".repeat(32_768));
    assertThatThrownBy(() -> assembly.add(bytes(32_769), true))
        .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo(1009));
  }

  @Test
  void aMessageOfTheLargestSizeIsJoinedAndOneMoreByteIsRefused() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(assembly.add(bytes(32_768), false)).isEmpty();
    }
    assertThat(assembly.add(bytes(32_768), true)).contains("x".repeat(131_072));
    for (int i = 0; i < 4; i++) {
      assertThat(assembly.add(bytes(32_768), false)).isEmpty();
    }
    assertThatThrownBy(() -> assembly.add(bytes(1), true))
        .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo(1009));
  }

  @Test
  void anEmptyMessageIsAMessage() throws Exception {
    assertThat(assembly.add(Buffer.buffer(), true)).contains("");
  }

  @Test
  void aMessageMayContainTheReplacementCharacter() throws Exception {
    assertThat(assembly.add(Buffer.buffer("a\uFFFDb"), true)).contains("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c080", "eda080", "f4908080", "c3", "61e282"})
  void malformedTextIsRefused(String hex) {
    byte[] malformed = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> assembly.add(Buffer.buffer(malformed), true))
        .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo(1007));
  }

  @Test
  void aMessageIsTheSameHoweverItIsCut() {
    Seeded.times(
        200,
        seeded -> {
          String text =
              seeded.oneOf(List.of("", "plain", "h\u00e9llo \u2603 \uD83D\uDE00", "x".repeat(500)));
          byte[] all = text.getBytes(UTF_8);
          MessageAssembly own = new MessageAssembly(GatewayLimits.of(1, 1));
          try {
            int from = 0;
            while (seeded.onceIn(2)) {
              int to = from + seeded.random().nextInt(all.length - from + 1);
              assertThat(own.add(Buffer.buffer(Arrays.copyOfRange(all, from, to)), false))
                  .isEmpty();
              from = to;
            }
            assertThat(own.add(Buffer.buffer(Arrays.copyOfRange(all, from, all.length)), true))
                .contains(text);
          } catch (RefusedFrameException e) {
            throw new AssertionError(e);
          }
        });
  }
}
