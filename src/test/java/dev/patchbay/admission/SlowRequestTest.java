package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A request has ten seconds, however it spends them. The exact moments are those of
 * RequestDeadlinesTest and ConnectionLimitsTest.
 */
class SlowRequestTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final String HEAD = "POST /v2/apis HTTP/1.1\r\nHost: a\r\n";

  /** Only ends a test that hangs. */
  private static final int HANG_MILLIS = 60_000;

  @Test
  void aMissingOrSlowBodyEndsInATypedTimeout() throws Exception {
    List<CompletableFuture<String>> bodies = new ArrayList<>();
    bodies.add(slowly(HEAD + "Content-Length: 90\r\n\r\n", ""));
    bodies.add(slowly(HEAD + "Content-Length: 90\r\n\r\n", " ".repeat(80)));
    bodies.add(slowly(HEAD + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n".repeat(20)));
    List<CompletableFuture<String>> heads = new ArrayList<>();
    heads.add(slowly("", ""));
    heads.add(slowly(HEAD, ""));
    heads.add(slowly(HEAD, "X: " + "a".repeat(80)));

    for (CompletableFuture<String> each : bodies) {
      assertThat(each.get())
          .startsWith("HTTP/1.1 408 ")
          .contains("RequestTimeoutException", "within 10 seconds");
    }
    for (CompletableFuture<String> each : heads) {
      assertThat(each.get()).doesNotStartWith("HTTP/1.1 2");
    }
    assertThat(StoredKeys.in(PATCHBAY.redis())).isEmpty();
  }

  private static CompletableFuture<String> slowly(String atOnce, String dripByDrip) {
    URI address = PATCHBAY.http().address();
    CompletableFuture<String> ending = new CompletableFuture<>();
    Thread client =
        new Thread(
            () -> {
              try {
                ending.complete(send(address, atOnce, dripByDrip));
              } catch (IOException e) {
                ending.completeExceptionally(e);
              }
            });
    client.setDaemon(true);
    client.start();
    return ending;
  }

  private static String send(URI address, String atOnce, String dripByDrip) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(HANG_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(atOnce.getBytes(US_ASCII));
      Thread drip = new Thread(() -> drip(out, dripByDrip));
      drip.setDaemon(true);
      drip.start();
      StringBuilder answer = new StringBuilder();
      try {
        byte[] buffer = new byte[4096];
        for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
          answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
      } catch (SocketException ignored) {
        // An end as well.
      }
      return answer.toString();
    }
  }

  private static void drip(OutputStream out, String bytes) {
    try {
      for (byte each : bytes.getBytes(US_ASCII)) {
        out.write(each);
        Thread.sleep(200);
      }
    } catch (IOException ignored) {
      // The server has had enough, which is the point.
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }
}
