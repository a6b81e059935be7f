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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    Map<Boolean, List<JsonObject>> cases =
        results.getJsonArray("cases").stream()
            .map(JsonObject.class::cast)
            .collect(Collectors.partitioningBy(ConformanceCommandTest::isGateway));
    assertThat(cases.get(true)).hasSizeGreaterThanOrEqualTo(15);
    assertThat(cases.get(false))
        .hasSizeGreaterThanOrEqualTo(50)
        .allMatch(each -> each.containsKey("source") || each.getString("basis").equals("decided"));
    assertThat(output.toString(UTF_8)).contains(" differ").doesNotContain("expected:");
  }

  private static boolean isGateway(JsonObject result) {
    return result.getString("name").matches("(handshakes|messages|connections)\\..*");
  }

  /** The name resolves nowhere, so nothing leaves the machine. */
  @Test
  void aServiceOnAnotherMachineIsCalledWhenTheQuestionIsAnswered() {
    assertThat(answering("n", "conformance", "--endpoint", "http://service.invalid")).isEqualTo(2);
    assertThat(messages.toString(UTF_8)).contains("Go on?").doesNotContain("no answer");
    assertThat(answering("y", "conformance", "--endpoint", "http://service.invalid")).isEqualTo(1);
    assertThat(messages.toString(UTF_8)).contains("no answer");
  }

  private int run(String... arguments) {
    return answering("", arguments);
  }

  private int answering(String line, String... arguments) {
    Streams streams =
        new Streams(
            new ByteArrayInputStream(line.getBytes(UTF_8)), output, new PrintStream(messages));
    return Commands.run(arguments, Map.of(), streams);
  }
}
