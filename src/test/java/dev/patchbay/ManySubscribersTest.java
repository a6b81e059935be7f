package dev.patchbay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hundreds of subscribers that come at the same moment, as they do after a restart. */
@Timeout(120)
final class ManySubscribersTest {

  private static final int SUBSCRIBERS = 400;
  private static final int WAIT_SECONDS_MAX = 60;

  /** No other test asks for this setting, so that the service has just started. */
  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY =
      PatchbayServerExtension.with("PATCHBAY_MAX_CHANGES", "1999");

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private BufferedReader subscribe(URI address, String path) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    sockets.add(socket);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(WAIT_SECONDS_MAX));
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n"
                .formatted(path, address.getAuthority())
                .getBytes(US_ASCII));
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  @Test
  void requestsOfStrangersAreServedWhileTheyBeginAndAllHearOfAChange() throws IOException {
    Http stranger = PATCHBAY.http();
    String api = stranger.createApi();
    String changes = "/patchbay/v1" + api.substring("/v2".length()) + "/changes";
    List<BufferedReader> streams = new ArrayList<>();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      streams.add(subscribe(stranger.address(), changes));
    }

    List<Integer> strangerStatuses = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      strangerStatuses.add(stranger.get(api).status());
      strangerStatuses.add(stranger.patch(api, "{\"version\":\"%d\"}".formatted(i)).status());
    }
    assertThat(strangerStatuses).hasSize(100).containsOnly(200);

    List<BufferedReader> begun = new ArrayList<>();
    for (BufferedReader stream : streams) {
      String status = stream.readLine();
      assertThat(status).containsAnyOf("HTTP/1.1 200 ", "HTTP/1.1 503 ");
      if (status.contains(" 200 ")) {
        begun.add(stream);
      }
    }
    assertThat(begun).hasSizeGreaterThanOrEqualTo(256);
    for (BufferedReader stream : begun) {
      readUntil(stream, "event: position");
    }
    assertThat(stranger.patch(api, "{\"version\":\"last\"}").status()).isEqualTo(200);
    for (BufferedReader stream : begun) {
      readUntil(stream, "event: change");
    }
  }

  private static void readUntil(BufferedReader stream, String end) throws IOException {
    for (String line = stream.readLine(); !end.equals(line); line = stream.readLine()) {
      assertThat(line).as("before " + end).isNotNull();
    }
  }
}
