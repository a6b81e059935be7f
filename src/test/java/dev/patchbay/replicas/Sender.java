package dev.patchbay.replicas;

import dev.patchbay.Seeded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend that sends one message after the other, each once, to connections of its choice. */
final class Sender implements Runnable {

  /**
   * An attempt.
   *
   * @param connection its index
   * @param path of the connection
   * @param status of the answer, 0 where none came
   */
  record Attempt(int connection, String path, int sequence, int status, long begunNanos) {}

  /** Without a pause the senders take the processors from the replicas that start. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int number;
  private final int connections;
  private final IntFunction<@Nullable String> paths;
  private final Supplier<List<URI>> gateways;
  private final AtomicBoolean isOver;
  private final SplittableRandom random;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Attempt> attempts = new ArrayList<>();

  /**
   * A sender that has not begun.
   *
   * @param paths of the connections, null for one that is not there
   * @param gateways of the replicas that run
   */
  Sender(
      int number,
      int connections,
      IntFunction<@Nullable String> paths,
      Supplier<List<URI>> gateways,
      AtomicBoolean isOver,
      Seeded seeded) {
    this.number = number;
    this.connections = connections;
    this.paths = paths;
    this.gateways = gateways;
    this.isOver = isOver;
    this.random = seeded.random();
  }

  @Override
  public void run() {
    for (int sequence = 0; !isOver.get(); sequence++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      int connection = random.nextInt(connections);
      String path = paths.apply(connection);
      if (path == null) {
        continue;
      }
      List<URI> running = gateways.get();
      URI gateway = running.get(random.nextInt(running.size()));
      long begunNanos = System.nanoTime();
      int status = post(gateway.resolve(path), number + ":" + sequence);
      attempts.add(new Attempt(connection, path, sequence, status, begunNanos));
    }
  }

  private int post(URI address, String text) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int number() {
    return number;
  }

  /** The messages that were sent, once it has ended. */
  List<Attempt> attempts() {
    return attempts;
  }
}
