package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.socket.ClientSocket;
import dev.patchbay.gateway.socket.CloseCause;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway whose process is asked to stop. */
final class GatewayDrainTest {

  private static final String REQUEST =
      "GET /execute-api/%s/http/x HTTP/1.1\r\nHost: a\r\n\r\n".formatted(SnapshotBuilder.API);

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.start().deploy(SnapshotBuilder.selecting("x").echoing("$default"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private void drain(int seconds) throws Exception {
    gateway.verticle.drain(seconds);
    eventually(
        "it takes no more clients",
        () -> {
          try (RawWebSocket late = gateway.connect()) {
            return late.status() == 503;
          }
        });
  }

  @Test
  void clientsAreSentAwayInTheCourseOfTheDelayAndTheirDisconnectionsRun() throws Exception {
    List<RawWebSocket> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(gateway.connect());
    }
    drain(100);
    gateway.clock.advanceMillis(50_000);
    eventually("some are closed", () -> !gateway.events.isEmpty());
    gateway.clock.advanceMillis(50_000);
    for (RawWebSocket client : clients) {
      CloseStatus status = client.next().status();
      assertThat(status).isEqualTo(ClientSocket.GOING_AWAY);
      client.close(status.code(), status.reason());
    }
    for (int i = 0; i < 20; i++) {
      assertThat(gateway.disconnection().closing()).contains(ClientSocket.GOING_AWAY);
    }
    assertThat(gateway.counted.closed).hasSizeGreaterThanOrEqualTo(20);
    assertThat(gateway.counted.closed.subList(0, 20)).containsOnly(CloseCause.DRAIN);
  }

  private void deployHttpApi() {
    gateway.deploy(
        "http",
        SnapshotBuilder.http()
            .function("i", "arn:aws:lambda:us-east-1:000000000000:function:f")
            .route("$default", "i", Map.of()));
  }

  @Test
  void theNextAnswerOfAnHttpApiIsTheLastOneOfItsConnection() throws Exception {
    gateway.functions =
        invocation ->
            Future.succeededFuture(
                new LambdaFunctions.FunctionResult(200, "\"in\"", Optional.empty()));
    deployHttpApi();
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      assertThat(client.request(REQUEST)).doesNotContainIgnoringCase("connection: close");
      assertThat(client.body()).isEqualTo("in");
      drain(100);
      assertThat(client.request(REQUEST)).containsIgnoringCase("connection: close");
      assertThat(client.body()).isEqualTo("in");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void aRequestUnderWayIsFinishedBeforeTheGatewayIsClosed() throws Exception {
    Promise<LambdaFunctions.FunctionResult> result = Promise.promise();
    CountDownLatch invoked = new CountDownLatch(1);
    gateway.functions =
        invocation -> {
          invoked.countDown();
          return result.future();
        };
    deployHttpApi();
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.raw(REQUEST.getBytes(ISO_8859_1));
      assertThat(invoked.await(20, TimeUnit.SECONDS)).isTrue();
      Future<Void> stopped = gateway.stopping();
      eventually("it begins to stop", () -> !isOpenForClients());
      result.complete(new LambdaFunctions.FunctionResult(200, "\"in\"", Optional.empty()));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(client.body()).isEqualTo("in");
      stopped.await(20, TimeUnit.SECONDS);
    }
  }

  private boolean isOpenForClients() {
    try (RawWebSocket client = gateway.connect()) {
      return client.head().startsWith("HTTP/1.1 101 ");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aClientIsServedUntilItsTurnComes() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      drain(100);
      client.send("hi");
      assertThat(client.next().text()).isEqualTo("$default");
    }
  }
}
