package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Frames as services send them. AWS splits messages at any point, short ones too. */
final class FrameStreamTest {

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private FrameStream stream(byte[]... frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      bytes.writeBytes(frame);
    }
    return new FrameStream(new ByteArrayInputStream(bytes.toByteArray()), sent);
  }

  private static byte[] frame(int first, String payload) {
    byte[] text = payload.getBytes(UTF_8);
    byte[] frame = new byte[text.length + 2];
    frame[0] = (byte) first;
    frame[1] = (byte) text.length;
    System.arraycopy(text, 0, frame, 2, text.length);
    return frame;
  }

  @Test
  void aMessageInPartsIsOneMessageAndAPingBetweenThemIsAnswered() throws IOException {
    FrameStream stream =
        stream(frame(0x01, "na"), frame(0x89, "p"), frame(0x00, "ti"), frame(0x80, "ve"));
    assertThat(stream.next()).isEqualTo("native");
    assertThat(sent.toByteArray()).hasSize(7).startsWith(0x8A, 0x81);
  }

  @Test
  void anEmptyMessageIsAMessage() throws IOException {
    assertThat(stream(frame(0x81, "")).next()).isEmpty();
  }

  @Test
  void aLongMessageHasALengthOfTwoBytes() throws IOException {
    byte[] head = {(byte) 0x81, 126, 1, 0};
    assertThat(stream(head, "x".repeat(256).getBytes(UTF_8)).next()).hasSize(256);
  }

  @Test
  void aCloseFrameIsAnsweredOnce() throws IOException {
    FrameStream stream = stream(frame(0x88, "\u0003hdone"));
    assertThat(stream.next()).isEqualTo("close 872 done");
    assertThat(sent.size()).isEqualTo(12);
    FrameStream closing = stream(frame(0x88, ""));
    sent.reset();
    closing.write(FrameStream.CLOSE, new byte[0]);
    assertThat(closing.next()).isEqualTo("close");
    assertThat(sent.size()).isEqualTo(6);
  }

  @Test
  void whatNoServiceSendsIsRefused() {
    assertThatThrownBy(() -> stream(new byte[] {(byte) 0x81, (byte) 0x81}).next())
        .hasMessage("a frame that no service sends");
    assertThatThrownBy(
            () -> stream(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0x7F, 0, 0, 0}).next())
        .hasMessage("a frame that no service sends");
    assertThatThrownBy(() -> stream(new byte[] {(byte) 0x81, 5, 'a'}).next())
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aRefusedHandshakeHasItsBody() throws IOException {
    Answer answer =
        stream(
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nX-A: 1\r\nx-a: 2\r\n\r\n{}rest"
                    .getBytes(ISO_8859_1))
            .readAnswer();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isEqualTo("{}");
    assertThat(answer.headers()).containsOnlyKeys("content-length", "x-a");
  }

  @Test
  void anAnswerThatIsNoHttpIsRefused() {
    assertThatThrownBy(() -> stream("hello\r\n\r\n".getBytes(ISO_8859_1)).readAnswer())
        .hasMessageContaining("hello");
    assertThatThrownBy(() -> stream("x".repeat(20_000).getBytes(ISO_8859_1)).readAnswer())
        .hasMessage("the head of the answer does not end");
  }
}
