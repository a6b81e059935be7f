package dev.patchbay.replicas;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.replicas.Sender.Attempt;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.IdentityApi;
import dev.patchbay.testkit.RedisProcess;
import dev.patchbay.testkit.WebSocketClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backends that send through three replicas while replicas and Redis are killed: an acknowledged
 * message arrives, none arrives twice, those of a sender arrive in their order, and only
 * connections that are gone are 410.
 */
final class ReplicaFaultsTest {

  private static final int REPLICAS = 3;

  @TempDir private Path directory;

  /** The replicas that run, in any order. */
  private final List<ReplicaProcess> replicas = new CopyOnWriteArrayList<>();

  private final List<WebSocketClient> clients = new ArrayList<>();
  private final List<ReplicaProcess> owners = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private final Set<ReplicaProcess> killed = new HashSet<>();

  @AfterEach
  void stop() {
    clients.forEach(WebSocketClient::close);
    replicas.forEach(ReplicaProcess::close);
  }

  @Test
  void oneReplicaAndRedisAreKilled() throws Exception {
    run(60, 2, 1);
  }

  @Test
  @Tag("faults")
  void manyReplicasAndRedisAreKilled() throws Exception {
    run(1_000, 20, 6);
  }

  private void run(int connections, int senders, int rounds) throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory, "--appendonly", "yes")) {
      for (int i = 0; i < REPLICAS; i++) {
        replicas.add(ReplicaProcess.start(redis.uri()));
      }
      IdentityApi api = IdentityApi.create(replicas.get(0).address());
      for (int i = 0; i < connections; i++) {
        connect(api, replicas.get(i % REPLICAS));
      }
      AtomicBoolean isOver = new AtomicBoolean();
      List<Sender> all = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      Seeded.times(
          senders,
          seeded ->
              all.add(
                  new Sender(all.size(), connections, paths::get, this::gateways, isOver, seeded)));
      all.forEach(each -> threads.add(new Thread(each)));
      threads.forEach(Thread::start);
      for (int round = 0; round < rounds; round++) {
        killOne(redis);
        redis.kill();
        redis.start();
        awaitOfEach(200, "a connection that stays is reached again");
      }
      isOver.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      check(all);
    }
  }

  private void connect(IdentityApi api, ReplicaProcess owner) throws InterruptedException {
    WebSocketClient client = WebSocketClient.connect(owner.gateway().resolve(api.stage()));
    clients.add(client);
    owners.add(owner);
    paths.add(api.stage() + "/@connections/" + IdentityApi.connectionId(client));
  }

  private List<URI> gateways() {
    return replicas.stream().map(ReplicaProcess::management).toList();
  }

  /**
   * Kills the oldest replica, starts another one, and waits until the connections of the first are
   * gone.
   */
  private void killOne(RedisProcess redis) throws Exception {
    ReplicaProcess victim = replicas.remove(0);
    long killedNanos = System.nanoTime();
    killed.add(victim);
    victim.kill();
    replicas.add(ReplicaProcess.start(redis.uri()));
    int lost = owners.indexOf(victim);
    if (lost >= 0) {
      eventually("its connections are gone", () -> status(lost) == 410);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNanos);
      System.out.println("| replica killed | gone after " + millis + " ms |");
    }
  }

  private int status(int connection) {
    return new Http(gateways().get(0)).send("GET", paths.get(connection), null).status();
  }

  private void awaitOfEach(int expected, String what) throws Exception {
    for (int i = 0; i < paths.size(); i++) {
      int connection = i;
      if (!killed.contains(owners.get(i))) {
        eventually(what, () -> status(connection) == expected);
      }
    }
  }

  private void check(List<Sender> senders) throws Exception {
    Map<Integer, Integer> statuses = new HashMap<>();
    for (int i = 0; i < clients.size(); i++) {
      int connection = i;
      Set<String> acknowledged = new HashSet<>();
      for (Sender sender : senders) {
        for (Attempt attempt : sender.attempts()) {
          if (attempt.connection() == connection) {
            statuses.merge(attempt.status(), 1, Integer::sum);
            if (attempt.status() == 200) {
              acknowledged.add(sender.number() + ":" + attempt.sequence());
            }
            assertThat(attempt.status())
                .as("the status of %s to connection %d", attempt, connection)
                .isIn(
                    killed.contains(owners.get(i))
                        ? List.of(0, 200, 410, 503)
                        : List.of(0, 200, 503));
          }
        }
      }
      eventually(
          "all acknowledged messages have arrived",
          () -> Set.copyOf(clients.get(connection).received()).containsAll(acknowledged));
      assertOrder(List.copyOf(clients.get(connection).received()));
    }
    assertThat(statuses.keySet()).as("%s", statuses).contains(200, 410, 503);
    System.out.println("| answers by status | " + statuses + " |");
  }

  /** Also says that none has arrived twice. */
  private static void assertOrder(List<String> received) {
    Map<String, Integer> latest = new HashMap<>();
    for (String text : received) {
      String[] parts = text.split(":", 2);
      int sequence = Integer.parseInt(parts[1]);
      assertThat(sequence)
          .as("message of sender %s behind %s", parts[0], latest.get(parts[0]))
          .isGreaterThan(latest.getOrDefault(parts[0], -1));
      latest.put(parts[0], sequence);
    }
  }
}
