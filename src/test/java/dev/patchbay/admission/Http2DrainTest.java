package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.HeldDelay;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCertificate;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How a service that ends tells callers over HTTP/2. */
@ExtendWith(RedisServerExtension.class)
@Timeout(60)
class Http2DrainTest {

  private static final int NO_ERROR = 0;

  @Test
  void connectionsGetGoAwayAndAreServedUntilTheyClose(RedisServer redis, @TempDir Path directory)
      throws Exception {
    TestCertificate certificate = TestCertificate.make("patchbay");
    Path file = directory.resolve("tls.crt");
    Path key = directory.resolve("tls.key");
    certificate.write(file, key);
    HeldDelay delay = new HeldDelay();
    PatchbayServer server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_TLS_CERT_FILE", file.toString(),
                "PATCHBAY_TLS_KEY_FILE", key.toString()),
            delay.timing());
    CompletableFuture<Void> ended;
    try (Http2Frames idle = Http2Frames.open(certificate.trust(), server.address())) {
      assertThat(ask(idle, 1)).isTrue();
      ended = CompletableFuture.runAsync(server::close);
      delay.awaitBegin();

      assertGoesAway(idle);
      assertThat(ask(idle, 3)).as("a stream that crossed it is served").isTrue();
      try (Http2Frames late = Http2Frames.open(certificate.trust(), server.address())) {
        late.send(Http2Frames.HEADERS, Http2Frames.WHOLE, 1, Http2Frames.get("/v2/apis"));
        assertGoesAway(late);
        assertThat(late.await(Http2Frames.HEADERS)).isNotNull();
      }
    }
    delay.end();
    ended.join();
  }

  private static boolean ask(Http2Frames frames, int stream) throws Exception {
    frames.send(Http2Frames.HEADERS, Http2Frames.WHOLE, stream, Http2Frames.get("/v2/apis"));
    Http2Frames.Frame answer = frames.await(Http2Frames.HEADERS);
    return answer != null && answer.payload()[0] == (byte) 0x88;
  }

  private static void assertGoesAway(Http2Frames frames) throws Exception {
    Http2Frames.Frame goAway = frames.await(Http2Frames.GOAWAY);
    assertThat(goAway).isNotNull();
    ByteBuffer payload = ByteBuffer.wrap(goAway.payload());
    assertThat(payload.getInt()).isEqualTo(Integer.MAX_VALUE);
    assertThat(payload.getInt()).isEqualTo(NO_ERROR);
  }
}
