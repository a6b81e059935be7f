package dev.patchbay.http;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.service.ChangeService;
import dev.patchbay.store.Decision;
import dev.patchbay.store.InMemoryResourceStore;
import dev.patchbay.store.Read;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.testkit.Eventually;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of a feed for its subscribers, with short limits and over real sockets. */
@Timeout(60)
class ChangeFeedTest {

  private static final int WAIT_MILLIS_MAX = 60_000;
  private static final ResourceId API = Samples.APIS.member("apiapiapi1");
  private static final ChangeFeed.Limits LIMITS = new ChangeFeed.Limits(2, 20, 200, 60_000, 60_000);

  private final ManualClock clock = new ManualClock();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final InMemoryResourceStore store =
      new InMemoryResourceStore(new InMemoryResourceStore.Records(1_000_000), 8);
  private @Nullable HttpServer server;
  private @Nullable ChangeFeed feed;
  private @Nullable ConnectionLimits limitsOfConnections;

  private void listen(ChangeFeed.Limits limits, long nextRequestMillis) throws Exception {
    CompletableFuture<HttpServer> listening = new CompletableFuture<>();
    vertx.runOnContext(
        begun -> {
          ConnectionLimits connections =
              new ConnectionLimits(100, 1_000_000, nextRequestMillis, open -> {}, clock);
          limitsOfConnections = connections;
          ChangeFeed made =
              new ChangeFeed(
                  vertx, new ChangeService(store), limits, connections::requested, clock);
          feed = made;
          Router router = Router.router(vertx);
          router
              .route()
              .handler(context -> made.followAfter(API, ChangeId.ZERO, context))
              .failureHandler(new ErrorHandler(new AnswerStamp()));
          vertx
              .createHttpServer()
              .connectionHandler(connections::opened)
              .requestHandler(
                  request -> {
                    connections.requested(request.connection());
                    router.handle(request);
                  })
              .listen(0, "127.0.0.1")
              .onSuccess(listening::complete)
              .onFailure(listening::completeExceptionally);
        });
    server = listening.get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
  }

  @Test
  void subscriberBeyondTheLimitIsRefusedUntilAnotherHasGone() throws Exception {
    listen(LIMITS, 60_000);
    Socket first = follow();
    try (Socket second = follow()) {
      assertThat(read(first, "retry")).startsWith("HTTP/1.1 200");
      assertThat(read(second, "retry")).startsWith("HTTP/1.1 200");
      try (Socket third = follow()) {
        assertThat(read(third, "\r\n\r\n"))
            .startsWith("HTTP/1.1 503")
            .contains("ServiceUnavailableException")
            .containsIgnoringCase("retry-after");
      }
      first.close();
      eventually(
          "there is room again",
          () -> {
            try (Socket later = follow()) {
              return read(later, "\r\n\r\n").startsWith("HTTP/1.1 200");
            }
          });
    }
  }

  @Test
  void subscriberWithoutEventsReceivesAHeartbeatAndKeepsItsConnection() throws Exception {
    listen(LIMITS, 1_000);
    try (Socket socket = follow()) {
      read(socket, "retry: 1000\n\n");
      for (int i = 0; i < 15; i++) {
        clock.advanceMillis(200);
        note(1);
        assertThat(read(socket, "event: change\n")).doesNotContain("still here");
        clock.advanceMillis(200);
        note(1);
        assertThat(read(socket, "event: change\n")).doesNotContain("still here");
        clock.advanceMillis(201);
        assertThat(read(socket, ": still here\n\n")).doesNotContain("event: change\n");
        assertThat(openConnections()).isEqualTo(1);
      }
      note(1);
      assertThat(read(socket, "event: change\n")).doesNotContain("still here");
    }
  }

  @Test
  void aStreamEndsInOrderWhenItsTimeIsOver() throws Exception {
    listen(new ChangeFeed.Limits(2, 20, 60_000, 60_000, 300), 60_000);
    try (Socket socket = follow()) {
      read(socket, "retry: 1000\n\n");
      clock.advanceMillis(300);
      note(1);
      read(socket, "event: change\n");
      clock.advanceMillis(1);
      read(socket, "0\r\n\r\n");
    }
  }

  @Test
  void allStreamsEndInOrderWhenTheServiceStops() throws Exception {
    listen(LIMITS, 60_000);
    try (Socket socket = follow()) {
      read(socket, "retry");
      vertx.runOnContext(stop -> Objects.requireNonNull(feed).close());
      read(socket, "0\r\n\r\n");
    }
    try (Socket late = follow()) {
      assertThat(read(late, "\r\n\r\n")).startsWith("HTTP/1.1 503");
    }
  }

  @Test
  void subscriberThatDoesNotReadIsCutOffAndDelaysNoOther() throws Exception {
    listen(new ChangeFeed.Limits(2, 20, 60_000, 1_000, 60_000), 60_000);
    try (Socket slow = follow();
        Socket quick = follow()) {
      read(slow, "retry");
      // More than the buffers between the two hold.
      note(40_000);
      long read = readToEnd(quick, 40_000);
      assertThat(read).isEqualTo(40_000);
      clock.advanceMillis(1_000);
      note(1);
      assertThat(readToEnd(quick, 1)).isEqualTo(1);
      assertThat(openConnections()).isEqualTo(2);
      clock.advanceMillis(1);
      for (int i = 0; i < 2; i++) { // The second is of a round that began after that moment.
        note(1);
        assertThat(readToEnd(quick, 1)).isEqualTo(1);
      }
      // The socket is free though its caller still does not read.
      Eventually.eventually("one connection is left", () -> openConnections() == 1);
      assertThat(readToEnd(slow, 40_000)).isLessThan(40_000);
    }
  }

  /** Sweeps, and says how many are left. */
  private int openConnections() throws Exception {
    CompletableFuture<Integer> open = new CompletableFuture<>();
    vertx.runOnContext(
        begun -> {
          ConnectionLimits connections = Objects.requireNonNull(limitsOfConnections);
          connections.sweep();
          open.complete(connections.open().size());
        });
    return open.get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
  }

  /** How many events come before the stream ends or breaks, or until there are as many. */
  private static long readToEnd(Socket socket, int eventsMax) throws IOException {
    InputStream stream = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    long events = 0;
    try {
      while (events < eventsMax) {
        read(stream, "event: change\n");
        events++;
      }
    } catch (IOException ended) {
      return events;
    }
    return events;
  }

  /** Stores a resource and notes that many changes of it. */
  private void note(int changes) throws Exception {
    Resource api = new Resource(API, 1, Map.of());
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      writes.add(new Write.AppendChange(Change.updated(api, api.next(Map.of("name", "n")))));
    }
    Read read = new Read.OfResource(API);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    vertx.runOnContext(
        begun ->
            store
                .commit(
                    new Transition<>(
                        Call.ofTheService(),
                        read,
                        Set.of(read),
                        snapshot -> new Decision.Commit<>(writes, true)))
                .onSuccess(done::complete)
                .onFailure(done::completeExceptionally));
    assertThat(done.get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)).isTrue();
  }

  private Socket follow() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4 * 1024);
    socket.setSoTimeout(WAIT_MILLIS_MAX);
    socket.connect(
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Objects.requireNonNull(server).actualPort()));
    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }

  /** The bytes up to a text and with it. */
  private static String read(Socket socket, String end) throws IOException {
    return read(socket.getInputStream(), end);
  }

  private static String read(InputStream stream, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end, Math.max(0, read.length() - end.length())) < 0) {
      int next = stream.read();
      if (next < 0) {
        throw new IOException("ended after " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }
}
