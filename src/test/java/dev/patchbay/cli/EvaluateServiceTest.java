package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Cases against the integration responses of a running service, and of its export. */
@ExtendWith(RedisServerExtension.class)
final class EvaluateServiceTest {

  /** A page of the service holds fewer. */
  private static final int RESPONSES = 101;

  @TempDir private Path folder;

  private final RedisServer redis;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  EvaluateServiceTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  @Test
  void casesRunAgainstAServiceAndItsExport() throws Exception {
    Path callers =
        TestCaller.write(folder.resolve("callers"), TestCaller.ALICE, TestCaller.SESSION);
    Map<String, String> settings = Map.of("PATCHBAY_CREDENTIALS_FILE", callers.toString());
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), settings)) {
      SignedHttp http = new SignedHttp(server.address(), TestCaller.ALICE);
      String api = http.createApi();
      String first =
          create(http, api + "/integrations", "{\"integrationType\":\"MOCK\"}", "integrationId");
      String responses = api + "/integrations/" + first + "/integrationresponses";
      for (int i = 0; i < RESPONSES; i++) {
        create(
            http,
            responses,
            "{\"integrationResponseKey\":\"/4%02d/\"}".formatted(i),
            "integrationResponseId");
      }
      Path file =
          Files.writeString(
              folder.resolve("case.yaml"),
              "reply: {statusCode: 499}\nexpected: {integrationResponseKey: /499/}\n");
      String apiId = api.substring("/v2/apis/".length());
      List<String> service = List.of("--endpoint", server.address() + "/", "--api", apiId);

      assertThat(run(Map.of(), service, file.toString())).isEqualTo(1);
      assertThat(messages.toString(UTF_8)).contains("/integrations?maxResults=100 answers 403: ");
      assertThat(run(environment(TestCaller.ALICE), service, file.toString())).isZero();
      assertThat(output.toString(UTF_8)).contains("1 case, 0 failed");
      assertThat(run(environment(TestCaller.SESSION), service, file.toString())).isZero();

      create(http, api + "/integrations", "{\"integrationType\":\"HTTP\"}", "integrationId");
      assertThat(run(environment(TestCaller.ALICE), service, file.toString())).isEqualTo(1);
      assertThat(messages.toString(UTF_8))
          .contains("there are 2 integrations; choose one with --api and --integration: ", first);
      assertThat(
              run(environment(TestCaller.ALICE), service, "--integration", first, file.toString()))
          .isZero();
      assertThat(run(environment(TestCaller.ALICE), service, "--lint")).isZero();
      assertThat(output.toString(UTF_8))
          .contains("integrationUri: an integration of type HTTP has no address to call");

      List<String> export = List.of("--integration-responses", export().toString());
      assertThat(run(Map.of(), export, file.toString())).isEqualTo(1);
      assertThat(messages.toString(UTF_8)).contains("there are 2 integrations");
      assertThat(run(Map.of(), export, "--integration", first, file.toString())).isZero();
      assertThat(run(Map.of(), export, "--api", "other", file.toString())).isEqualTo(1);
      assertThat(messages.toString(UTF_8)).contains("there is no such integration");
    }
  }

  @Test
  void anExportWithoutItsEndIsRefused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("export"), "{\"format\":\"patchbay-export\",\"version\":2}\n");
    assertThat(run(Map.of(), List.of("--integration-responses", file.toString()), "--lint"))
        .isEqualTo(1);
    assertThat(messages.toString(UTF_8))
        .contains("line 1: the file ends here, without its last line");
  }

  @Test
  void aServiceThatDoesNotAnswerIsNamed() {
    List<String> nowhere = List.of("--endpoint", "http://127.0.0.1:1", "--api", "a");
    assertThat(run(Map.of(), nowhere, "--lint")).isEqualTo(1);
    assertThat(messages.toString(UTF_8)).contains("http://127.0.0.1:1 does not answer: ");
  }

  private static String create(SignedHttp http, String path, String body, String id) {
    return http.send("POST", path, body).json().getString(id);
  }

  private Path export() {
    Path file = folder.resolve("apis.ndjson");
    Map<String, String> settings = Map.of("PATCHBAY_REDIS_URI", redis.uri().toString());
    assertThat(
            command(settings, "export", "--account", "111111111111", "--output", file.toString()))
        .as(messages.toString(UTF_8))
        .isZero();
    return file;
  }

  private static Map<String, String> environment(TestCaller caller) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("AWS_ACCESS_KEY_ID", caller.keyId(), "AWS_SECRET_ACCESS_KEY", caller.secret()));
    if (!caller.token().isEmpty()) {
      environment.put("AWS_SESSION_TOKEN", caller.token());
    }
    return environment;
  }

  private int run(Map<String, String> environment, List<String> source, String... arguments) {
    List<String> all = new ArrayList<>(List.of("evaluate"));
    all.addAll(source);
    all.addAll(List.of(arguments));
    return command(environment, all.toArray(String[]::new));
  }

  private int command(Map<String, String> environment, String... arguments) {
    output.reset();
    messages.reset();
    Streams streams =
        new Streams(new ByteArrayInputStream(new byte[0]), output, new PrintStream(messages));
    return Commands.run(arguments, environment, streams);
  }
}
