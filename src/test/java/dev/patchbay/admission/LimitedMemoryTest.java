package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LimitedProcess;
import dev.patchbay.testkit.RawExchange;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Many requests at once do not end a process with the memory of a pod. */
@ExtendWith(RedisServerExtension.class)
class LimitedMemoryTest {

  private static final int TEMPLATE_CHARACTERS = 32_000;

  private static LimitedProcess process;

  @BeforeAll
  static void start(RedisServer redis, @TempDir Path directory) throws Exception {
    redis.flushAll();
    Path file = TestCaller.write(directory.resolve("callers"), TestCaller.ALICE);
    process =
        LimitedProcess.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_CREDENTIALS_FILE", file.toString(), "PATCHBAY_TEMPLATE_PATCH", "merge"));
  }

  @AfterAll
  static void stop() {
    process.close();
  }

  private static SignedHttp alice() {
    return new SignedHttp(process.address(), TestCaller.ALICE);
  }

  /** Each announces the largest body, signs it with a secret of its own and holds the last byte. */
  @Test
  void bodiesWithInvalidSignaturesAreBounded() throws Exception {
    byte[] unfinished = new byte[Limit.REQUEST_BODY.intValue() - 1];
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 120; i++) {
        strangers.add(send(TestCaller.ALICE.withSecret("made-up"), unfinished));
      }

      assertThat(alice().createApi()).startsWith("/v2/apis/");
      assertThat(alice().send("POST", "/v2/apis", SignedHttp.API + " ".repeat(900_000)).status())
          .isEqualTo(201);
      assertThat(statusOf(strangers.get(0))).isEqualTo("503");
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
    assertThat(process.isAlive()).as(process.output()).isTrue();
  }

  @Test
  void anUnknownKeyIsRefusedBeforeItsBodyArrives() throws Exception {
    TestCaller nobody = TestCaller.inAccount("AKIANOBODY0000000001", "x", "111111111111", "");
    try (Socket stranger = send(nobody, new byte[0])) {
      assertThat(statusOf(stranger)).isEqualTo("403");
    }
  }

  @Test
  void largeRequestsAndAnswersAtOnceAreBounded() throws Exception {
    String body = largeBody();
    String integration = alice().createApi() + "/integrations/";
    String api = integration.substring(0, integration.indexOf("/integrations/"));
    integration +=
        alice()
            .send("POST", api + "/integrations", "{\"integrationType\":\"MOCK\"}")
            .json()
            .getString("integrationId");
    List<String> responses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      responses.add(
          integration
              + "/integrationresponses/"
              + alice()
                  .send(
                      "POST",
                      integration + "/integrationresponses",
                      "{\"integrationResponseKey\":\"/" + i + "/\"}")
                  .json()
                  .getString("integrationResponseId"));
    }

    List<Integer> statuses =
        atOnce(32, i -> alice().send("PATCH", responses.get(i % 4), body).status());

    assertThat(process.isAlive()).as(process.output()).isTrue();
    assertThat(statuses).isSubsetOf(200, 409, 503).contains(200);
    for (String response : responses) {
      assertThat(alice().send("PATCH", response, body).status()).isEqualTo(200);
    }

    List<Integer> reads = atOnce(64, i -> alice().get(responses.get(i % 4)).status());

    assertThat(process.isAlive()).as(process.output()).isTrue();
    assertThat(reads).isSubsetOf(200, 503).contains(200);
  }

  /** Maps merge, so that updates of the largest body each would add up without a limit. */
  @Test
  void aResourceGrowsToItsLimitAndNoFurther() throws Exception {
    String collection = alice().createApi() + "/integrations";
    String integration =
        collection
            + "/"
            + alice()
                .send("POST", collection, "{\"integrationType\":\"MOCK\"}")
                .json()
                .getString("integrationId");
    String templates = largeBody().replace("responseTemplates", "requestTemplates");
    assertThat(alice().send("PATCH", integration, templates).status()).isEqualTo(200);

    for (int i = 0; i < 15; i++) {
      Http.Answer refused =
          alice().send("PATCH", integration, templates.replace("\"t", "\"u" + i + "-"));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().getString("message")).contains("requestTemplates");
    }

    assertThat(alice().get(integration).json().getJsonObject("requestTemplates").fieldNames())
        .hasSize(31)
        .allMatch(name -> name.startsWith("t"));
    assertThat(process.isAlive()).as(process.output()).isTrue();
  }

  @Test
  void listsOfLargeResourcesComeInSmallPages() throws Exception {
    String collection = alice().createApi() + "/integrations";
    String body =
        largeBody()
            .replace(
                "{\"responseTemplates\"", "{\"integrationType\":\"MOCK\",\"requestTemplates\"");
    for (int i = 0; i < 40; i++) {
      assertThat(alice().send("POST", collection, body).status()).isEqualTo(201);
    }

    int seen = 0;
    String next = "";
    do {
      JsonObject page = alice().get(collection + "?maxResults=500" + next).json();
      assertThat(page.getJsonArray("items")).hasSizeBetween(1, 4);
      seen += page.getJsonArray("items").size();
      next = page.containsKey("nextToken") ? "&nextToken=" + page.getString("nextToken") : "";
    } while (!next.isEmpty());

    assertThat(seen).isEqualTo(40);
    assertThat(process.isAlive()).as(process.output()).isTrue();
  }

  /** 31 templates, a little less than the largest body. */
  private static String largeBody() {
    Map<String, Object> templates =
        IntStream.range(0, 31)
            .boxed()
            .collect(Collectors.toMap(i -> "t" + i, i -> "a".repeat(TEMPLATE_CHARACTERS)));
    return new JsonObject().put("responseTemplates", new JsonObject(templates)).encode();
  }

  private interface Call<T> {
    T of(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int callers, Call<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        int number = i;
        calls.add(() -> call.of(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(calls)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Sends the head of a request with the largest body, and a part of that body. */
  private static Socket send(TestCaller caller, byte[] part) throws IOException {
    SdkHttpRequest signed =
        caller.sign(Clock.systemUTC(), "POST", process.address().resolve("/v2/apis"), "x");
    Map<String, String> head = SignedHttp.lines(signed);
    head.put("Content-Length", String.valueOf(Limit.REQUEST_BODY.value()));
    String lines =
        head.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue() + "\r\n")
            .collect(Collectors.joining());
    Socket socket = new Socket(process.address().getHost(), process.address().getPort());
    socket.setSoTimeout(RawExchange.HANG_MILLIS);
    socket
        .getOutputStream()
        .write(("POST /v2/apis HTTP/1.1\r\n" + lines + "\r\n").getBytes(US_ASCII));
    socket.getOutputStream().write(part);
    return socket;
  }

  private static String statusOf(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), US_ASCII).substring(9);
  }
}
