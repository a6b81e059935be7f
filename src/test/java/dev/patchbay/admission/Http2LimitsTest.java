package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCertificate;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The work that one HTTP/2 connection may cause. */
@ExtendWith(RedisServerExtension.class)
class Http2LimitsTest {

  private static final int CANCEL = 8;
  private static final int ENHANCE_YOUR_CALM = 11;

  /** RFC 7541, appendix A. */
  private static final byte INDEXED_STATUS_200 = (byte) 0x88;

  private static TestCertificate certificate;
  private static PatchbayServer server;

  @BeforeAll
  static void start(RedisServer redis, @TempDir Path directory) throws Exception {
    certificate = TestCertificate.make("patchbay");
    Path file = directory.resolve("tls.crt");
    Path key = directory.resolve("tls.key");
    certificate.write(file, key);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_TLS_CERT_FILE", file.toString(),
                "PATCHBAY_TLS_KEY_FILE", key.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aFloodOfResetsIsCutOff() throws Exception {
    try (Http2Frames frames = open()) {
      assertThat(reset(frames, 1_000)).isTrue();

      Http2Frames.Frame goAway = frames.await(Http2Frames.GOAWAY);
      assertThat(goAway).isNotNull();
      assertThat(ByteBuffer.wrap(goAway.payload()).getInt(4)).isEqualTo(ENHANCE_YOUR_CALM);
    }
    assertThat(isAlive()).isTrue();
  }

  @Test
  void aFewResetsAreNot() throws Exception {
    try (Http2Frames frames = open()) {
      reset(frames, 100);
      frames.send(Http2Frames.PING, 0, 0, new byte[8]);

      assertThat(frames.await(Http2Frames.PING)).isNotNull();
    }
  }

  @Test
  void aFloodOfSettingsIsCutOffOrServed() throws Exception {
    try (Http2Frames frames = open()) {
      for (int i = 0; i < 1_000; i++) {
        frames.send(Http2Frames.SETTINGS, 0, 0, new byte[0]);
      }
    } catch (SocketException e) {
      assertThat(e).isNotNull();
    }
    assertThat(isAlive()).isTrue();
  }

  /** The server announces its limits: 128 streams, 16 KiB of headers. */
  @Test
  void limitsAreAnnounced() throws Exception {
    try (Http2Frames frames = open()) {
      ByteBuffer settings = ByteBuffer.wrap(frames.await(Http2Frames.SETTINGS).payload());
      Map<Integer, Integer> values = new HashMap<>();
      while (settings.hasRemaining()) {
        values.put((int) settings.getShort(), settings.getInt());
      }
      assertThat(values).containsEntry(3, 128).containsEntry(6, 16 * 1024);
    }
  }

  @Test
  void headersBeyondTheLimitAreRefused() throws Exception {
    try (Http2Frames frames = open()) {
      String path = "/v2/apis?" + "a".repeat(100);
      ByteBuffer block = ByteBuffer.allocate(16_000);
      block.put(Http2Frames.get(path));
      while (block.remaining() > 20) {
        block.put(new byte[] {0x40, 1, 'x', 1, 'y'});
        block.put(new byte[] {(byte) 0xbe, (byte) 0xbe, (byte) 0xbe, (byte) 0xbe, (byte) 0xbe});
      }
      byte[] headers = new byte[block.position()];
      block.flip().get(headers);
      frames.send(Http2Frames.HEADERS, Http2Frames.WHOLE, 1, headers);

      Http2Frames.Frame answer =
          frames.await(Http2Frames.HEADERS, Http2Frames.RST_STREAM, Http2Frames.GOAWAY);
      assertThat(answer == null || !isOk(answer)).isTrue();
    }
    assertThat(isAlive()).isTrue();
  }

  /** An upload that is refused before its end costs its own stream and no other. */
  @Test
  void aRefusedUploadEndsItsStreamAlone() throws Exception {
    try (Http2Frames frames = open()) {
      frames.send(Http2Frames.HEADERS, Http2Frames.END_HEADERS, 1, Http2Frames.post("/v2/nowhere"));
      frames.send(Http2Frames.DATA, 0, 1, new byte[1_000]);
      Http2Frames.Frame refusal = frames.await(Http2Frames.HEADERS);
      Http2Frames.Frame reset = frames.await(Http2Frames.RST_STREAM);

      assertThat(refusal).isNotNull();
      assertThat(new String(refusal.payload(), US_ASCII)).doesNotContain("close");
      assertThat(reset).isNotNull();
      assertThat(ByteBuffer.wrap(reset.payload()).getInt()).isZero();

      frames.send(Http2Frames.HEADERS, Http2Frames.WHOLE, 3, Http2Frames.get("/v2/apis"));
      Http2Frames.Frame answer = frames.await(Http2Frames.HEADERS, Http2Frames.GOAWAY);
      assertThat(answer).isNotNull();
      assertThat(isOk(answer)).isTrue();
    }
  }

  private static Http2Frames open() throws Exception {
    return Http2Frames.open(certificate.trust(), server.address());
  }

  private static boolean isAlive() throws Exception {
    try (Http2Frames frames = open()) {
      frames.send(Http2Frames.HEADERS, Http2Frames.WHOLE, 1, Http2Frames.get("/v2/apis"));
      Http2Frames.Frame answer = frames.await(Http2Frames.HEADERS);
      return answer != null && isOk(answer);
    }
  }

  private static boolean isOk(Http2Frames.Frame answer) {
    return answer.type() == Http2Frames.HEADERS && answer.payload()[0] == INDEXED_STATUS_200;
  }

  /** Asks and gives up at once, so many times, and says that it could send at least some. */
  private static boolean reset(Http2Frames frames, int count) throws IOException {
    try {
      for (int i = 0; i < count; i++) {
        int stream = 2 * i + 1;
        frames.send(Http2Frames.HEADERS, Http2Frames.WHOLE, stream, Http2Frames.get("/v2/apis"));
        frames.send(
            Http2Frames.RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array());
      }
      return true;
    } catch (SocketException ignored) {
      return true;
    }
  }
}
