package dev.patchbay.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.model.ChangeId;
import dev.patchbay.testkit.EventStream;
import dev.patchbay.testkit.EventStream.Event;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Writers change an API through two instances, while the connection of a subscriber is killed again
 * and again, at random moments. The subscriber reconnects each time to another instance, with the
 * identifier of the last change that it received. {@code -Dsubscriber.updates=600} makes it long.
 */
@Timeout(120)
@ExtendWith(RedisServerExtension.class)
final class SubscriberKillTest {

  private static final int WRITERS = 4;
  private static final int UPDATES_EACH = Integer.getInteger("subscriber.updates", 200);
  private static final int KILL_MILLIS_MAX = 100;

  /** Requests of acknowledged changes, with the revision that the change led to. */
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  private final List<Event> received = new ArrayList<>();
  private int kills;

  @Test
  void noChangeIsMissedAndNoneIsSeenTwice(RedisServer redis) throws IOException {
    redis.flushAll();
    long seed = Seeded.seed();
    try (Instances instances = Instances.start(Instances.PATIENT, redis.uri(), redis.uri())) {
      List<String> paths = Instances.createResponses(WRITERS / 2, instances.http(0));
      String changes =
          "/patchbay/v1" + paths.get(0).replaceAll("^/v2|/integrations.*", "") + "/changes";
      String begun =
          String.valueOf(
              instances
                  .http(0)
                  .get(changes)
                  .json()
                  .getJsonArray("items")
                  .getJsonObject(1 + paths.size())
                  .getString("changeId"));
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String path = paths.get(i % paths.size());
        Http http = instances.http(i / (WRITERS / 2));
        String name = "w" + i;
        writers.add(CompletableFuture.runAsync(() -> write(http, path, name), threads));
      }
      CompletableFuture<Void> all =
          CompletableFuture.allOf(writers.toArray(CompletableFuture<?>[]::new));
      subscribeUnderKills(instances, changes, begun, all, new Random(seed));
      all.join();
      threads.shutdown();
    } catch (AssertionError | IOException failure) {
      throw new AssertionError("-Dpatchbay.seed=" + seed, failure);
    }
    System.out.println(received.size() + " changes received through " + kills + " kills");
    assertThat(kills).isGreaterThan(5);
    assertEachChangeOnce();
  }

  private void assertEachChangeOnce() {
    assertThat(received)
        .extracting(event -> ChangeId.parse(event.id()).orElseThrow())
        .isSorted()
        .doesNotHaveDuplicates();
    Map<String, Long> reported = new HashMap<>();
    Map<String, Integer> revisions = new HashMap<>();
    for (Event event : received) {
      assertThat(event.type()).isEqualTo("change");
      JsonObject data = event.data();
      reported.put(data.getString("requestId"), data.getLong("revisionAfter"));
      String response = data.getString("integrationResponseId");
      assertThat(data.getInteger("revisionBefore")).isEqualTo(revisions.getOrDefault(response, 1));
      revisions.put(response, data.getInteger("revisionAfter"));
    }
    assertThat(reported).isEqualTo(acknowledged);
    assertThat(received).hasSize(WRITERS * UPDATES_EACH);
  }

  private void write(Http http, String path, String name) {
    for (int i = 0; i < UPDATES_EACH; ) {
      String body = new JsonObject().put("templateSelectionExpression", name + "-" + i).encode();
      Http.Answer answer = http.patch(path, body);
      if (answer.status() == 200) {
        acknowledged.put(
            String.valueOf(answer.header("x-amzn-RequestId")),
            Long.parseLong(answer.etag().replace("\"", "")));
        i++;
      } else {
        answer.assertError(409, "ConflictException");
      }
    }
  }

  private void subscribeUnderKills(
      Instances instances,
      String changes,
      String begun,
      CompletableFuture<Void> writers,
      Random random)
      throws IOException {
    Timer killer = new Timer("killer", true);
    String last = begun;
    for (int connection = 0; received.size() < WRITERS * UPDATES_EACH; connection++) {
      boolean quiet = writers.isDone();
      if (writers.isCompletedExceptionally()) {
        break; // The test fails when it joins the writers.
      }
      try (EventStream stream =
          EventStream.open(instances.address(connection % 2), changes, "Last-Event-ID: " + last)) {
        if (!quiet) {
          killer.schedule(killing(stream), random.nextInt(KILL_MILLIS_MAX));
        }
        for (Event event = read(stream, quiet); event != null; event = read(stream, quiet)) {
          received.add(event);
          last = event.id();
          if (received.size() >= WRITERS * UPDATES_EACH) {
            break;
          }
        }
      }
    }
    killer.cancel();
  }

  private static TimerTask killing(EventStream stream) {
    return new TimerTask() {
      @Override
      public void run() {
        stream.close();
      }
    };
  }

  /** The next event; null when the connection was killed. */
  private @Nullable Event read(EventStream stream, boolean quiet) throws IOException {
    try {
      return stream.next();
    } catch (IOException | NumberFormatException killed) {
      if (quiet) {
        throw killed;
      }
      kills++;
      return null;
    }
  }
}
