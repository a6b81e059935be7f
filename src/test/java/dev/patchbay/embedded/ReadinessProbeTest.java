package dev.patchbay.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.embedded.ReadinessProbe.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadinessProbeTest {

  @ParameterizedTest
  @CsvSource({
    "+OK|+PONG|, READY",
    "+OK|-LOADING Redis is loading the dataset in memory|, LOADING",
    "-WRONGPASS invalid username-password pair|-NOAUTH Authentication required.|, NONE",
    "HTTP/1.1 400 Bad Request||, NONE",
    "'', NONE",
  })
  void readsTheAnswer(String lines, Answer expected) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, PortPicker.loopback())) {
      Thread answering = new Thread(() -> answer(server, lines.replace("|", "\r\n")));
      answering.start();
      assertThat(ReadinessProbe.ask(server.getLocalPort(), "password")).isEqualTo(expected);
      answering.join();
    }
  }

  @Test
  void aPortWithoutAListenerIsNoAnswer() throws Exception {
    assertThat(ReadinessProbe.ask(PortPicker.LOOPBACK.pick(), "password")).isEqualTo(Answer.NONE);
  }

  private static void answer(ServerSocket server, String text) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().readNBytes("AUTH password\r\nPING\r\n".length());
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
