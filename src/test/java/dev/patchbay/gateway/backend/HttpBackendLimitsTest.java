package dev.patchbay.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.model.Limit;
import dev.patchbay.model.NetworkBlock;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resources of the gateway that a slow backend can occupy. */
final class HttpBackendLimitsTest {

  private static final int CONNECTIONS = Limit.BACKEND_CONNECTIONS.intValue();
  private static final int WAITING = Limit.BACKEND_WAITING.intValue();

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<Object> ends = new LinkedBlockingQueue<>();
  private final Promise<Void> released = Promise.promise();
  private HttpBackend backend;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        vertx
            .createHttpServer()
            .connectionHandler(opened -> connections.incrementAndGet())
            .requestHandler(
                request -> released.future().onSuccess(ended -> request.response().end("answer")))
            .listen(0, "127.0.0.1")
            .await(20, TimeUnit.SECONDS);
    backend = backend(new PendingBytes(1_000_000));
  }

  private HttpBackend backend(PendingBytes pending) {
    AddressGuard guard = new AddressGuard(List.of(NetworkBlock.of("127.0.0.0/8")));
    return new HttpBackend(
        vertx,
        vertx.createHttpClient(
            BackendIntegrations.options(Optional.empty()), BackendIntegrations.pool()),
        new HostNames(
            guard,
            host -> new InetAddress[] {InetAddress.getByName(host)},
            vertx.createSharedWorkerExecutor("lookup", 1),
            System::nanoTime),
        Limit.BACKEND_CALLS.intValue(),
        pending);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void call(int count, String host) {
    loop.runOnContext(
        turn -> {
          for (int i = 0; i < count; i++) {
            backend
                .send(
                    new BackendRequest(
                        "POST",
                        new BackendUri(false, host, server.actualPort(), "/"),
                        HttpHeaders.headers(),
                        Buffer.buffer("hi"),
                        29_000,
                        false))
                .onComplete(ended -> ends.add(ended.succeeded() ? "answer" : ended.cause()));
          }
        });
  }

  private Object next() throws InterruptedException {
    return Optional.ofNullable(ends.poll(20, TimeUnit.SECONDS)).orElse("nothing came");
  }

  private void assertTooMany(String reason) throws InterruptedException {
    assertThat(next())
        .isInstanceOfSatisfying(
            IntegrationException.class,
            failure -> {
              assertThat(failure.error()).isEqualTo(GatewayError.TOO_MANY_REQUESTS);
              assertThat(failure).hasMessageContaining(reason);
            });
  }

  @Test
  void callsWaitForAConnectionAndCallsBeyondTheQueueAreRefused() throws Exception {
    call(CONNECTIONS + WAITING + 1, "127.0.0.1");
    assertTooMany("too many requests wait for the backend");
    released.complete();
    int answered = 0;
    for (int i = 0; i < CONNECTIONS + WAITING; i++) {
      answered += next().equals("answer") ? 1 : 0;
    }
    // Those that wait for a connection that is being opened wait too.
    assertThat(answered).isGreaterThanOrEqualTo(WAITING);
    assertThat(connections).hasValueLessThanOrEqualTo(CONNECTIONS);
  }

  @Test
  void callsBeyondTheirNumberAreRefusedWhateverTheirBackends() throws Exception {
    int each = Limit.BACKEND_CALLS.intValue() / 4;
    for (int host = 1; host <= 4; host++) {
      call(each, "127.0.0." + host);
    }
    call(1, "127.0.0.5");
    assertTooMany("too many backends are called");
  }

  @Test
  void anAnswerForWhichNoMemoryIsLeftIsRefused() throws Exception {
    PendingBytes pending = new PendingBytes(6);
    backend = backend(pending);
    released.complete();
    call(1, "127.0.0.1");
    assertThat(next()).isEqualTo("answer");
    assertThat(pending.take(1)).isTrue();
    call(1, "127.0.0.1");
    assertTooMany("no memory is left");
    assertThat(pending.take(5)).isTrue();
  }
}
