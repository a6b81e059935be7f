package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.service.ChangeService;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cost of subscribers for others: rounds do not wait, and few lookups run at once. */
@Timeout(60)
final class ChangeFeedRoundsTest {

  private static final ResourceId SILENT = Samples.APIS.member("silentapi1");
  private static final ResourceId BUSY = Samples.APIS.member("busyapiapi");
  private static final int SECONDS_MAX = 20;

  /** The change log of one API is never answered, and that of the other has always one more. */
  private static final class HalfSilentStore implements ResourceStore {

    private long time;

    @Override
    public List<Future<ChangesPage>> changes(List<ChangesRequest> requests) {
      return requests.stream()
          .map(
              request ->
                  request.root().equals(SILENT)
                      ? Promise.<ChangesPage>promise().future()
                      : Future.succeededFuture(next(request.root())))
          .toList();
    }

    private ChangesPage next(ResourceId id) {
      Resource api = new Resource(id, 1, Map.of());
      Change change = Change.updated(api, api.next(Map.of("name", "n")));
      ChangeId changeId = ChangeId.parse(++time + "-0").orElseThrow();
      return new ChangesPage(
          false, List.of(new RecordedChange(changeId, "key", "request", change)), false);
    }

    @Override
    public Future<ChangeId> newestChange(ResourceId api) {
      return Future.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public Future<Optional<Resource>> find(ResourceId id) {
      return Future.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public Future<Page> list(ResourceCollection collection, PageRequest request) {
      return Future.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public <R> Future<R> commit(Transition<R> transition) {
      return Future.failedFuture(new UnsupportedOperationException());
    }
  }

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  private ChangeFeed feed() {
    return feed(60_000, connection -> {});
  }

  private ChangeFeed feed(long heartbeatMillis, Consumer<HttpConnection> inUse) {
    return new ChangeFeed(
        vertx,
        new ChangeService(new HalfSilentStore()),
        new ChangeFeed.Limits(8, 5, heartbeatMillis, 60_000, 60_000),
        inUse,
        System::nanoTime);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(SECONDS_MAX, TimeUnit.SECONDS);
  }

  @Test
  void aReadThatIsNotAnsweredDelaysNoEventsOfOthers() throws Exception {
    int port = listen(this::feed);
    try (Socket silent = follow(port, "/silent")) {
      readUntil(silent, "retry: ");
      try (Socket busy = follow(port, "/busy")) {
        for (int round = 1; round <= 3; round++) {
          readUntil(busy, "id: " + round + "-0\n");
        }
      }
    }
  }

  @Test
  void aStreamThatThrowsIsCutOffAndDelaysNoEventsOfOthers() throws Exception {
    List<HttpConnection> used = new ArrayList<>();
    int port =
        listen(
            () ->
                feed(
                    0,
                    connection -> {
                      used.add(connection);
                      if (Collections.frequency(used, used.get(0)) > 1
                          && connection == used.get(0)) {
                        throw new IllegalStateException("broken");
                      }
                    }));
    try (Socket broken = follow(port, "/silent")) {
      readUntil(broken, "HTTP/1.1 200");
      Socket busy = follow(port, "/busy");
      assertThat(broken.getInputStream().readAllBytes()).isNotEmpty();
      for (int round = 1; round <= 3; round++) {
        readUntil(busy, "id: " + round + "-0\n");
      }
      busy.close();
    }
  }

  private int listen(Supplier<ChangeFeed> feeds) throws Exception {
    CompletableFuture<HttpServer> listening = new CompletableFuture<>();
    vertx.runOnContext(
        begun -> {
          ChangeFeed feed = feeds.get();
          Router router = Router.router(vertx);
          router
              .get("/silent")
              .handler(context -> feed.followAfter(SILENT, ChangeId.ZERO, context));
          router.get("/busy").handler(context -> feed.followAfter(BUSY, ChangeId.ZERO, context));
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .onSuccess(listening::complete)
              .onFailure(listening::completeExceptionally);
        });
    return listening.get(SECONDS_MAX, TimeUnit.SECONDS).actualPort();
  }

  @Test
  void fewLookupsAreUnderWayAtOnceAndTheOthersFollow() throws Exception {
    CompletableFuture<List<Integer>> seen = new CompletableFuture<>();
    vertx.runOnContext(
        begun -> {
          ChangeFeed feed = feed();
          List<Promise<String>> asked = new ArrayList<>();
          List<Integer> steps = new ArrayList<>();
          for (int i = 0; i < 10; i++) {
            feed.lookUp(
                () -> {
                  Promise<String> answer = Promise.promise();
                  asked.add(answer);
                  return answer.future();
                });
          }
          steps.add(asked.size());
          asked.get(0).complete("found");
          steps.add(asked.size());
          asked.get(1).fail("away");
          steps.add(asked.size());
          for (int i = 2; i < asked.size(); i++) {
            asked.get(i).complete("found");
          }
          steps.add(asked.size());
          seen.complete(steps);
        });
    assertThat(seen.get(SECONDS_MAX, TimeUnit.SECONDS)).containsExactly(4, 5, 6, 10);
  }

  @Test
  void aLookupBeyondAllThatMayWaitIsRefused() throws Exception {
    AtomicBoolean refused = new AtomicBoolean();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    vertx.runOnContext(
        begun -> {
          ChangeFeed feed = feed();
          try {
            for (int i = 0; i < 4 + 8; i++) {
              feed.lookUp(() -> Promise.promise().future());
            }
            done.complete(true);
            feed.lookUp(() -> Promise.promise().future());
          } catch (RuntimeException e) {
            refused.set(true);
          }
        });
    assertThat(done.get(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> after = new CompletableFuture<>();
    vertx.runOnContext(tick -> after.complete(null));
    after.get(SECONDS_MAX, TimeUnit.SECONDS);
    assertThat(refused).isTrue();
  }

  private static Socket follow(int port, String path) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS_MAX));
    socket
        .getOutputStream()
        .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(US_ASCII));
    return socket;
  }

  private static void readUntil(Socket socket, String end) throws Exception {
    InputStream stream = socket.getInputStream();
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = stream.read();
      assertThat(next).as("ended after %s", read).isNotNegative();
      read.append((char) next);
    }
  }
}
