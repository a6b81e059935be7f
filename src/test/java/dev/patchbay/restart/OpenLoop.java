package dev.patchbay.restart;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends reads and changes in turn at a steady rate, whether or not earlier ones are answered, on
 * connections that are kept, and each of them once.
 */
final class OpenLoop implements AutoCloseable {

  private static final int CONNECTIONS_MAX = 64;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final int port;
  private final List<String> paths;
  private final AtomicLong sent = new AtomicLong();
  private final ConcurrentHashMap<String, Integer> failures = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  private @Nullable Future<?> ticks;

  OpenLoop(int port, List<String> paths) {
    this.port = port;
    this.paths = paths;
  }

  void start(int requestsPerSecond) {
    long periodNanos = TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
    long begunNanos = System.nanoTime();
    ticks =
        clock.scheduleAtFixedRate(
            () -> {
              long number = sent.getAndIncrement();
              long plannedNanos = begunNanos + number * periodNanos;
              vertx.runOnContext(now -> send(number, plannedNanos));
            },
            0,
            periodNanos,
            TimeUnit.NANOSECONDS);
  }

  private void send(long number, long plannedNanos) {
    boolean change = number % 2 == 0;
    String path = paths.get((int) (number / 2 % paths.size()));
    client
        .request(change ? HttpMethod.PATCH : HttpMethod.GET, port, "127.0.0.1", path)
        .compose(
            request ->
                change
                    ? request
                        .putHeader("Content-Type", "application/json")
                        .send(
                            Buffer.buffer(
                                "{\"templateSelectionExpression\":\"$default." + number + "\"}"))
                    : request.send())
        .compose(response -> response.body().map(body -> outcome(response)))
        .onComplete(
            (outcome, failure) -> {
              nanos.add(System.nanoTime() - plannedNanos);
              if (failure != null) {
                failures.merge(String.valueOf(failure), 1, Integer::sum);
              } else if (!outcome.equals("200")) {
                failures.merge(outcome, 1, Integer::sum);
              }
            });
  }

  private static String outcome(HttpClientResponse response) {
    String type = response.getHeader("X-Amzn-ErrorType");
    return response.statusCode() + (type == null ? "" : " " + type);
  }

  /** Sends no more and waits for the open requests. */
  void stop() throws InterruptedException {
    if (ticks != null) {
      ticks.cancel(false);
    }
    clock.shutdown();
    clock.awaitTermination(5, TimeUnit.SECONDS);
    long begun = System.nanoTime();
    while (nanos.size() < sent.get() && System.nanoTime() - begun < 35_000_000_000L) {
      Thread.sleep(20);
    }
  }

  long sent() {
    return sent.get();
  }

  long answered() {
    return nanos.size();
  }

  /** How often each kind of failure was met: a status that is not 200, or an exception. */
  Map<String, Integer> failures() {
    return failures;
  }

  /** From the planned moment to the end of the answer. */
  String percentiles() {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return Arrays.stream(new double[] {50, 99, 99.9, 100})
        .mapToObj(
            percent -> {
              int at = (int) Math.ceil(percent / 100 * sorted.length) - 1;
              return "p%s %d ms".formatted(percent, sorted[Math.max(0, at)] / 1_000_000);
            })
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  @Override
  public void close() {
    clock.shutdownNow();
    vertx.close().await();
  }
}
