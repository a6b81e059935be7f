package dev.patchbay.admission;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LimitedProcess;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestPorts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to HTTP APIs do not end a process with the memory of a pod. */
@ExtendWith(RedisServerExtension.class)
final class HttpApiMemoryTest {

  /** Twice as many of the largest bodies as the memory of all messages has room for. */
  private static final int CLIENTS = 128;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = new ArrayList<>();
  private final ServerSocket silent = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
  private final int gatewayPort = TestPorts.pick();
  private final LimitedProcess process;
  private final Http http;

  HttpApiMemoryTest(RedisServer redis) throws Exception {
    redis.flushAll();
    String backend = "http://127.0.0.1:" + silent.getLocalPort();
    process =
        LimitedProcess.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_GATEWAY_PORT",
                String.valueOf(gatewayPort),
                "PATCHBAY_BACKEND_PRIVATE_NETWORKS",
                "127.0.0.0/8",
                "PATCHBAY_LAMBDA_ENDPOINT",
                backend));
    http = new Http(process.address());
    threads.execute(this::readAll);
  }

  @AfterEach
  void close() throws IOException {
    process.close();
    threads.shutdownNow();
    silent.close();
    for (Socket each : sockets) {
      each.close();
    }
  }

  /** A backend that reads all requests and answers none. */
  private void readAll() {
    try {
      while (true) {
        Socket connection = silent.accept();
        threads.execute(() -> drop(connection));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private static void drop(Socket connection) {
    try (connection) {
      byte[] bytes = new byte[64 * 1024];
      while (connection.getInputStream().read(bytes) >= 0) {
        // All is dropped.
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private Socket post(String path, byte[] body, int length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort);
    sockets.add(socket);
    String head =
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n".formatted(path, length);
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    socket.getOutputStream().write(body);
    return socket;
  }

  private String api(String target) throws Exception {
    JsonObject api =
        new JsonObject().put("name", "a").put("protocolType", "HTTP").put("target", target);
    return "/execute-api/" + http.post("/v2/apis", api.encode()).json().getString("apiId");
  }

  private void assertAlive() throws Exception {
    assertThat(process.isAlive()).as(process.output()).isTrue();
    eventually(
        "an API is created",
        () -> http.post("/v2/apis", "{\"name\":\"b\",\"protocolType\":\"HTTP\"}").status() == 201);
    assertThat(process.isAlive()).as(process.output()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"function", "http"})
  void theLargestBodiesOfManyClientsWaitForASilentBackend(String kind) throws Exception {
    String stage =
        api(
            kind.equals("http")
                ? "http://127.0.0.1:" + silent.getLocalPort() + "/"
                : "arn:aws:lambda:us-east-1:000000000000:function:silent");
    byte[] body = new byte[Limit.HTTP_API_BODY.intValue()];
    new SplittableRandom(7).nextBytes(body);
    body[0] = (byte) 0xFF; // It is no text.
    for (int i = 0; i < CLIENTS; i++) {
      post(stage + "/x", body, body.length);
    }
    assertAlive();
  }

  @Test
  void theUnfinishedBodiesOfManyClientsAreBounded() throws Exception {
    String stage = api("http://127.0.0.1:" + silent.getLocalPort() + "/");
    byte[] body = new byte[Limit.HTTP_API_BODY.intValue() - 1];
    for (int i = 0; i < CLIENTS; i++) {
      post(stage + "/x", body, body.length + 1);
    }
    assertAlive();
    Socket first = sockets.get(0);
    assertThat(new String(first.getInputStream().readNBytes(12), US_ASCII))
        .isEqualTo("HTTP/1.1 503");
  }
}
