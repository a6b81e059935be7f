package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command against Patchbay, which is as recorded or as decided in every case. */
@ExtendWith(RedisServerExtension.class)
final class ConformanceCommandTest {

  @TempDir private Path folder;

  private final RedisServer redis;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  ConformanceCommandTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  @Test
  void patchbayIsAsRecordedAndAsDecided() throws Exception {
    Path json = folder.resolve("results.json");
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of())) {
      int status =
          run(
              "conformance",
              "--endpoint",
              server.address() + "/",
              "--gateway",
              server.gatewayAddress().orElseThrow().toString().replaceFirst("http", "ws"),
              "--json",
              json.toString());
      assertThat(status).as(output + "\n" + messages).isZero();
      assertThat(new Http(server.address()).get("/v2/apis").json().getJsonArray("items")).isEmpty();
    }
    JsonObject results = new JsonObject(Files.readString(json));
    assertThat(results.getInteger("differ")).isZero();
    assertThat(results.getInteger("asRecorded")).isGreaterThan(results.getInteger("asDecided"));
    assertThat(output.toString(UTF_8)).contains(" differ").doesNotContain("expected:");
  }

  private int run(String... arguments) {
    Streams streams =
        new Streams(new ByteArrayInputStream(new byte[0]), output, new PrintStream(messages));
    return Commands.run(arguments, Map.of(), streams);
  }
}
