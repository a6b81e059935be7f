package dev.patchbay.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a server whether it serves yet: AUTH and PING, as the inline commands of the Redis protocol.
 */
public final class ReadinessProbe {

  /** A server on this machine that has not answered within a second is asked anew. */
  private static final int ANSWER_MILLIS_MAX = 1_000;

  public enum Answer {
    READY,
    /** It reads its append-only file and refuses commands until that is done. */
    LOADING,
    NONE
  }

  private ReadinessProbe() {}

  public static Answer ask(int port, String password) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_MILLIS_MAX);
      socket.connect(new InetSocketAddress(PortPicker.loopback(), port), ANSWER_MILLIS_MAX);
      socket.getOutputStream().write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(US_ASCII));
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      return answer(answers.readLine() + answers.readLine());
    } catch (IOException notListening) {
      return Answer.NONE;
    }
  }

  private static Answer answer(String lines) {
    if (lines.equals("+OK+PONG")) {
      return Answer.READY;
    }
    return lines.contains("-LOADING") ? Answer.LOADING : Answer.NONE;
  }
}
