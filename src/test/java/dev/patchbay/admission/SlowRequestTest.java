package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.server.ServiceTiming;
import dev.patchbay.testkit.Eventually;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.ManualClock;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A request has ten seconds, however it spends them, by a clock of the test's. The exact moments
 * are those of RequestDeadlinesTest and ConnectionLimitsTest.
 */
@ExtendWith(RedisServerExtension.class)
class SlowRequestTest {

  private static final String HEAD =
      "POST /v2/apis HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  /** Only ends a test that hangs. */
  private static final int HANG_MILLIS = 60_000;

  private static final int DRIP_MILLIS = 20;

  private final ManualClock clock = new ManualClock();

  @Test
  void aBodyThatDoesNotComeOrComesDripByDripEndsInATypedTimeout(RedisServer redis)
      throws Exception {
    redis.flushAll();
    ServiceTiming timing =
        new ServiceTiming(
            clock, ServiceTiming.REAL.reloadMillis(), ServiceTiming.REAL.drainDelay());
    try (PatchbayServer server =
        LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_EVENT_LOOPS", "1"), timing)) {
      URI address = server.address();
      List<SlowCaller> bodies =
          List.of(
              new SlowCaller(address, HEAD + "Content-Length: 90\r\n\r\n", ""),
              new SlowCaller(address, HEAD + "Content-Length: 90\r\n\r\n", " ".repeat(80)),
              new SlowCaller(
                  address, HEAD + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n".repeat(20)));
      for (SlowCaller each : bodies) {
        each.awaitContinue();
      }
      List<SlowCaller> heads =
          List.of(
              new SlowCaller(address, "", ""),
              new SlowCaller(address, HEAD, ""),
              new SlowCaller(address, HEAD, "X: " + "a".repeat(80)));
      awaitConnections(server, bodies.size() + heads.size());
      clock.advanceMillis(10_001);

      for (SlowCaller each : bodies) {
        assertThat(each.rest())
            .startsWith("HTTP/1.1 408 ")
            .contains("RequestTimeoutException", "within 10 seconds");
      }
      for (SlowCaller each : heads) {
        assertThat(each.rest()).doesNotStartWith("HTTP/1.1 2");
      }
      assertThat(StoredKeys.in(redis)).isEmpty();
    }
  }

  private static void awaitConnections(PatchbayServer server, int count) throws Exception {
    Http management = new Http(server.managementAddress());
    Eventually.eventually(
        "all are connected",
        () ->
            management
                .get("/metrics")
                .body()
                .contains("\npatchbay_http_connections " + count + ".0\n"));
  }

  /** Sends some bytes at once and then others, one after the other, until it is told to stop. */
  private static final class SlowCaller {

    private final Socket socket;

    SlowCaller(URI address, String atOnce, String dripByDrip) throws IOException {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setSoTimeout(HANG_MILLIS);
      socket.getOutputStream().write(atOnce.getBytes(US_ASCII));
      Thread drip = new Thread(() -> drip(dripByDrip));
      drip.setDaemon(true);
      drip.start();
    }

    private void drip(String bytes) {
      try {
        for (byte each : bytes.getBytes(US_ASCII)) {
          socket.getOutputStream().write(each);
          Thread.sleep(DRIP_MILLIS);
        }
      } catch (IOException ended) {
        // The server has had enough, which is the point.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /** The head is complete, and the time of the request runs. */
    void awaitContinue() throws IOException {
      byte[] interim = socket.getInputStream().readNBytes(CONTINUE.length());
      assertThat(new String(interim, US_ASCII)).isEqualTo(CONTINUE);
    }

    String rest() throws IOException {
      try (socket) {
        StringBuilder answer = new StringBuilder();
        try {
          byte[] buffer = new byte[4096];
          for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
            answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
          }
        } catch (SocketException reset) {
          // An end as well.
        }
        return answer.toString();
      }
    }
  }
}
