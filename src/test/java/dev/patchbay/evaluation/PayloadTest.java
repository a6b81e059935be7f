package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PayloadTest {

  @Test
  void theTextIsThatOfTheBytes() {
    assertThat(Payload.ofText("plain?").text()).isEqualTo("plain?");
    assertThat(Payload.ofText("a\u00FC\uD83D\uDE00").text()).isEqualTo("a\u00FC\uD83D\uDE00");
    assertThat(Payload.ofText("a\uD800b").text()).isEqualTo("a?b");
    assertThat(Payload.ofBytes(new byte[] {(byte) 0xFF, 'a'}).text()).isEqualTo("\uFFFDa");
  }

  @Test
  void aReplacementCharacterThatWasSentIsUtf8() {
    assertThat(Payload.ofText("\uFFFD").isUtf8()).isTrue();
    assertThat(Payload.ofText("plain").isUtf8()).isTrue();
    assertThat(Payload.ofBytes(new byte[] {(byte) 0xFF}).isUtf8()).isFalse();
  }
}
