package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.JavaProcess;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All that the service logs while a caller puts what it can into every place that it controls. */
@ExtendWith(RedisServerExtension.class)
final class LogLinesTest {

  /**
   * Texts that would be a line of their own, a terminal command, or the end of a string or value.
   */
  private static final String EVIL =
      "x\r\n2026-01-01T00:00:00.000Z ERROR Forged it\u001b[2J\u009b31m\u0085\u2028\"',\\{\"a\":1}"
          + " status=200\t\0";

  private static final String EVIL_IN_PATH = URLEncoder.encode(EVIL, UTF_8).replace("+", "%20");

  /** Those of one byte each, as raw requests carry them. */
  private static final String EVIL_IN_HEAD = "x\u001b[2J\u009b31m\u0085\"',\\{} status=200";

  private static final String IN_BODIES = "what-only-bodies-hold";

  private static final Pattern ADDRESS = Pattern.compile("Patchbay listens on (http://[^ ]+:\\d+)");

  private static final Pattern TEXT_LINE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (ERROR|WARN|INFO|DEBUG|TRACE) [\\w$-]+ .*");

  private static final Pattern ACCESS_LINE =
      Pattern.compile(
          "\\S+ INFO access request( [a-zA-Z]+=([\\w./:+$-]+|\"([^\"\\\\]|\\\\.)*\"))+");

  private final RedisServer redis;
  private final Path log;
  private final Path output;
  private final Path directory;
  private final List<Answer> answers = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Made by start.
  private Process process;

  @SuppressWarnings("NullAway.Init")
  private URI address;

  LogLinesTest(RedisServer redis, @TempDir Path directory) {
    this.redis = redis;
    this.directory = directory;
    this.log = directory.resolve("log");
    this.output = directory.resolve("output");
  }

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  private void start(String format) throws Exception {
    redis.flushAll();
    ProcessBuilder command = JavaProcess.service();
    Map<String, String> environment = command.environment();
    environment.put("PATCHBAY_SHUTDOWN_SECONDS", "1");
    environment.put("PATCHBAY_REDIS_URI", redis.uri().toString());
    environment.put(
        "PATCHBAY_CREDENTIALS_FILE",
        TestCaller.write(directory.resolve("callers"), TestCaller.ALICE).toString());
    environment.put("PATCHBAY_LOG_FORMAT", format);
    environment.put("PATCHBAY_LOG_LEVEL", "trace");
    process = command.redirectError(log.toFile()).redirectOutput(output.toFile()).start();
    address = announced();
  }

  private URI announced() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (process.isAlive() && System.nanoTime() < deadline) {
      Matcher address = ADDRESS.matcher(Files.readString(output) + Files.readString(log));
      if (address.find()) {
        return URI.create(address.group(1));
      }
      Thread.sleep(50);
    }
    throw new AssertionError("it did not start: " + Files.readString(log));
  }

  private List<String> stop() throws Exception {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(log);
  }

  private Answer keep(Answer answer) {
    answers.add(answer);
    return answer;
  }

  /** Each answer is one request, and each request must be one line. */
  private void attack() throws IOException {
    SignedHttp signed = new SignedHttp(address, TestCaller.ALICE);
    Http plain = new Http(address);
    String api = signed.createApi();
    String corrupt =
        "patchbay:{%1$s}:111111111111/apis/%1$s".formatted(URLEncoder.encode(EVIL, UTF_8));
    redis.command("SET", corrupt, "1 1 " + EVIL);
    assertThat(keep(signed.get("/v2/apis/" + EVIL_IN_PATH)).status()).isEqualTo(500);
    assertThat(
            keep(signed.get(api + "/integrations/" + EVIL_IN_PATH + "/integrationresponses"))
                .status())
        .isEqualTo(404);
    keep(signed.get("/v2/apis?nextToken=" + EVIL_IN_PATH));
    keep(signed.get("/" + EVIL_IN_PATH));
    keep(signed.send("DELETE", api + "/routes/" + EVIL_IN_PATH, ""));
    JsonObject body =
        new JsonObject()
            .put(EVIL + IN_BODIES, EVIL)
            .put("description", EVIL)
            .put("name", IN_BODIES);
    keep(signed.send("PATCH", api, body.encode()));
    keep(signed.send("PATCH", api, new JsonObject().put("version", EVIL + IN_BODIES).encode()));
    keep(plain.get("/v2/apis/" + EVIL_IN_PATH));
    TestCaller stranger = TestCaller.inAccount("AKIA" + "x".repeat(16), "s", "111111111111", "");
    keep(new SignedHttp(address, stranger).get(api));
    for (String head :
        List.of(
            "GET /v2/apis HTTP/1.1\r\nHost: %s\r\n",
            "GET /v2/apis/%s HTTP/1.1\r\nHost: a\r\n",
            "GET%s /v2/apis HTTP/1.1\r\nHost: a\r\n",
            "GET /v2/apis HTTP/1.1%s\r\nHost: a\r\n",
            "GET /v2/apis HTTP/1.1\r\nHost: a\r\n%s: b\r\n",
            "GET /v2/apis HTTP/1.1\r\nHost: a\r\nIf-Match: %s\r\nContent-Type: %<s\r\n",
            "GET /v2/apis HTTP/1.1\r\nHost: a\r\nUser-Agent: %s\r\nX-Amz-Date: %<s\r\n",
            "GET /v2/apis HTTP/1.1\r\nHost: a\r\nAuthorization: AWS4-HMAC-SHA256"
                + " Credential=%s/20260101/us-east-1/apigateway/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=%<s\r\n",
            "GET /v2/apis HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n",
            "GET /v2/apis HTTP/1.1\r\nHost: a\r\nX: a\r\n %s\r\n")) {
      keep(plain.raw(head.formatted(EVIL_IN_HEAD) + "\r\n"));
    }
  }

  private void assertSecretsAndBodiesAreNotThere(List<String> lines) {
    assertThat(lines)
        .noneMatch(line -> line.contains(IN_BODIES))
        .noneMatch(line -> line.contains(TestCaller.ALICE.secret()))
        .noneMatch(line -> line.contains("Signature="))
        .allMatch(line -> line.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~')));
  }

  private void assertOneLineEach(List<String> lines, Predicate<String> isOfRequest) {
    Map<Integer, List<String>> ids =
        answers.stream()
            .map(answer -> Objects.requireNonNull(answer.header("x-amzn-RequestId")))
            .collect(
                groupingBy(
                    id ->
                        (int)
                            lines.stream()
                                .filter(isOfRequest)
                                .filter(line -> line.contains(id))
                                .count()));
    assertThat(ids).containsOnlyKeys(1);
    // And one for the creation of the API.
    assertThat(lines.stream().filter(isOfRequest)).hasSize(answers.size() + 1);
  }

  @Test
  void everyLineOfTextIsOneLine() throws Exception {
    start("text");
    attack();
    List<String> lines = stop();
    assertThat(lines)
        .allMatch(line -> line.startsWith("\t") || TEXT_LINE.matcher(line).matches())
        .anyMatch(line -> line.contains(" ERROR RecordCodec The record of "))
        .anyMatch(line -> line.contains(" account=111111111111 accessKeyId=AKIAALICE00000000001 "));
    assertThat(lines.stream().filter(line -> line.contains(" access ")))
        .allMatch(line -> ACCESS_LINE.matcher(line).matches());
    assertThat(lines).noneMatch(line -> line.contains("ERROR Forged") && !line.contains("\\n2026"));
    assertOneLineEach(lines, line -> line.contains(" INFO access request "));
    assertSecretsAndBodiesAreNotThere(lines);
    // Addresses, Redis, credentials, console and quick start.
    assertThat(Files.readAllLines(output)).hasSize(6);
  }

  @Test
  void everyLineOfJsonIsOneObject() throws Exception {
    start("json");
    attack();
    List<String> lines = stop();
    for (String line : lines) {
      JsonObject event = new JsonObject(line);
      assertThat(event.fieldNames()).contains("time", "level", "logger", "message");
      if (event.getString("logger").equals("dev.patchbay.access")) {
        assertThat(event.fieldNames())
            .contains("requestId", "operation", "status", "error", "durationMillis", "attempts")
            .contains("requestBytes", "responseBytes")
            .doesNotContain("a", "stackTrace");
        assertThat(event.getValue("status")).isInstanceOf(Integer.class);
      }
    }
    assertThat(lines)
        .anyMatch(line -> line.contains("\"message\":\"The record of "))
        .anyMatch(line -> line.contains("\"accessKeyId\":\"AKIAALICE00000000001\""));
    assertOneLineEach(lines, line -> line.contains("\"logger\":\"dev.patchbay.access\""));
    assertSecretsAndBodiesAreNotThere(lines);
    assertThat(Files.readString(output)).isEmpty();
  }
}
