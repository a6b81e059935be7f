package dev.patchbay.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tests whether a server is ready: AUTH and PING, as the inline commands of the Redis protocol. */
public final class ReadinessProbe {

  /** A server on this machine that does not answer within a second is tested again. */
  private static final int ANSWER_MILLIS_MAX = 1_000;

  public enum Answer {
    READY,
    /** The server loads its append-only file and refuses commands until that is done. */
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
    } catch (IOException ignored) {
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
