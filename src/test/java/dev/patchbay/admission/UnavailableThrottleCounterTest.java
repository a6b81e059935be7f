package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RespClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full Redis refuses counts but answers reads, and so does the service. */
class UnavailableThrottleCounterTest {

  @Test
  void aFullRedisServesReads(@TempDir Path directory) throws Exception {
    try (EmbeddedRedis redis =
            EmbeddedRedis.start(directory.resolve("data"), AppendFsync.EVERYSEC);
        RespClient control = RespClient.connect(redis.uri());
        PatchbayServer server =
            LocalPatchbay.start(
                redis.uri(),
                Map.of("PATCHBAY_THROTTLE_RATE", "1000", "PATCHBAY_THROTTLE_BURST", "1000"))) {
      Http http = new Http(server.address());
      String api = http.createApi();
      control.call("CONFIG", "SET", "maxmemory", "1");

      for (int i = 0; i < 200; i++) {
        assertThat(http.get(api).status()).isEqualTo(200);
      }
      http.patch(api, "{\"name\":\"x\"}").assertError(503, "ServiceUnavailableException");
      assertThat(new Http(server.managementAddress()).get("/metrics").body())
          .containsPattern("throttle[^\\n]*local_bucket[^\\n]* [1-9]");

      control.call("CONFIG", "SET", "maxmemory", "0");
      CredentialsReloadTest.await(() -> http.patch(api, "{\"name\":\"back\"}").status() == 200);
      assertThat(http.get(api).json().getString("name")).isEqualTo("back");
    }
  }

  /** Once the counter is known to be unavailable, no call waits for a deadline. */
  @Test
  void aSeparateCounterMayFailWhileTheDataIsServed(@TempDir Path directory) throws Exception {
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(directory.resolve("data"), AppendFsync.EVERYSEC)) {
      EmbeddedRedis counter =
          EmbeddedRedis.start(directory.resolve("counter"), AppendFsync.EVERYSEC);
      try (RespClient data = RespClient.connect(redis.uri());
          RespClient counts = RespClient.connect(counter.uri());
          PatchbayServer server =
              LocalPatchbay.start(
                  redis.uri(),
                  Map.of(
                      "PATCHBAY_THROTTLE_REDIS_URI", counter.uri() + "/5",
                      "PATCHBAY_THROTTLE_RATE", "1000",
                      "PATCHBAY_THROTTLE_BURST", "1000"))) {
        Http http = new Http(server.address());
        String api = http.createApi();
        counts.call("SELECT", "5");
        assertThat(StoredKeys.in(counts)).singleElement().asString().endsWith("#throttle");
        assertThat(StoredKeys.in(data)).isNotEmpty().noneMatch(key -> key.endsWith("#throttle"));

        counter.close();
        for (int i = 0; i < 100; i++) {
          assertThat(http.patch(api, "{\"name\":\"n" + i + "\"}").status()).isEqualTo(200);
        }
        assertThat(new Http(server.managementAddress()).get("/metrics").body())
            .containsPattern("throttle[^\\n]*local_bucket[^\\n]* [1-9]");
      } finally {
        counter.close();
      }
    }
  }

  /** The local bucket has the same limit. */
  @Test
  void theLocalBucketHasALimitToo(@TempDir Path directory) throws Exception {
    try (EmbeddedRedis redis =
            EmbeddedRedis.start(directory.resolve("data"), AppendFsync.EVERYSEC);
        RespClient control = RespClient.connect(redis.uri());
        PatchbayServer server =
            LocalPatchbay.start(
                redis.uri(),
                Map.of("PATCHBAY_THROTTLE_RATE", "1", "PATCHBAY_THROTTLE_BURST", "20"))) {
      Http http = new Http(server.address());
      control.call("CONFIG", "SET", "maxmemory", "1");

      int admitted = 0;
      for (int i = 0; i < 60; i++) {
        int status = http.get("/v2/apis").status();
        assertThat(status).isIn(200, 429);
        admitted += status == 200 ? 1 : 0;
      }
      assertThat(admitted).isBetween(20, 30);
    }
  }

  @Test
  void aRateOfZeroCountsNothing(@TempDir Path directory) throws Exception {
    try (EmbeddedRedis redis =
            EmbeddedRedis.start(directory.resolve("data"), AppendFsync.EVERYSEC);
        RespClient control = RespClient.connect(redis.uri());
        PatchbayServer server =
            LocalPatchbay.start(
                redis.uri(),
                Map.of("PATCHBAY_THROTTLE_RATE", "0", "PATCHBAY_THROTTLE_BURST", "1"))) {
      Http http = new Http(server.address());
      for (int i = 0; i < 100; i++) {
        assertThat(http.get("/v2/apis").status()).isEqualTo(200);
      }
      assertThat(StoredKeys.in(control)).isEmpty();
    }
  }
}
