package dev.patchbay.store.redis.topology;

import static dev.patchbay.store.Samples.APIS;
import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.faults.FaultTable;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.AcknowledgedWriter;
import dev.patchbay.store.redis.ClusterReplicas;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slots that move, masters that die, and lists that reach over all of them. */
final class ClusterFaultsTest {

  private static final RedisLimits LIMITS = new RedisLimits(1_000, 500, 2_000, 10);

  /** A busy machine refuses nothing with these, and no race is lost for good. */
  private static final RedisLimits UNHURRIED = new RedisLimits(20_000, 20_000, 60_000, 10_000);

  private static final Map<String, Object> WEB_SOCKET =
      Map.of(
          "name", "chat",
          "protocolType", "WEBSOCKET",
          "routeSelectionExpression", "$request.body.action");

  @SuppressWarnings("NullAway.Init") // Made by start, before all tests.
  private static RedisCluster cluster;

  private final Replica ours = ClusterReplicas.replica(cluster.uris(), LIMITS);
  private final Replica rival = ClusterReplicas.replica(cluster.uris(), LIMITS);
  private final Resource a = response("a", "/a/");
  private final int slot = HashSlot.of(RedisKeys.record(a.id()));

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** The first connection of a JVM takes longer than any other. */
  @BeforeEach
  void warmUp() {
    RedisNode.await("the first write", () -> isStored(response("warm", "/warm/")));
    rival.commit(store(new Write.Remove(Entry.of(response("warm", "/warm/")))));
  }

  @AfterEach
  void close() {
    ours.close();
    rival.close();
    cluster.makeWhole();
  }

  @Test
  void apisOfAllMastersAreListedInTheOrderOfTheirIdentifiers() {
    List<String> created = new ArrayList<>();
    Set<RedisNode> owners = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      ResourceId api = createApi(i % 2 == 0 ? ours : rival).id();
      created.add(api.value());
      owners.add(cluster.owner(HashSlot.of(RedisKeys.record(api))));
    }
    assertThat(owners).hasSize(3);
    created.sort(Comparator.naturalOrder());
    assertThat(listedIds(7)).isEqualTo(created);
    assertThat(listedIds(100)).isEqualTo(created);
  }

  @Test
  void anAcknowledgedApiIsInTheNextListUnderConcurrency() throws InterruptedException {
    Thread others =
        new Thread(
            () -> {
              for (int i = 0; i < 30; i++) {
                ResourceId api = createApi(rival).id();
                rival
                    .loop()
                    .call(
                        () -> rival.service().delete(Call.ofTheService(), api, Precondition.NONE));
              }
            });
    others.start();
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      created.add(createApi(ours).id().value());
      assertThat(listedIds(4)).containsAll(created);
    }
    others.join();
    assertThat(listedIds(4)).containsExactlyInAnyOrderElementsOf(created);
  }

  @Test
  void anEntryThatACrashLeftBehindIsInNoPage() {
    ResourceId first = createApi(ours).id();
    addEntry(APIS.member("lostlostlo"));
    ResourceId last = createApi(ours).id();
    addEntry(first);
    assertThat(listedIds(1)).containsExactlyInAnyOrder(first.value(), last.value());
    assertThat(listedIds(10)).containsExactlyInAnyOrder(first.value(), last.value());
  }

  @Test
  void aSlotThatMovesUnderLoadLosesNothing() throws InterruptedException {
    TopologyChanges changes = new TopologyChanges();
    try (Replica one = ClusterReplicas.replica(cluster.uris(), UNHURRIED, changes);
        Replica two = ClusterReplicas.replica(cluster.uris(), UNHURRIED)) {
      assertThatMovesLoseNothing(one, two, changes);
    }
  }

  private void assertThatMovesLoseNothing(Replica first, Replica second, TopologyChanges changes)
      throws InterruptedException {
    first.commit(store(Write.create(a)));
    AcknowledgedWriter one = new AcknowledgedWriter(first, a.id(), "x");
    AcknowledgedWriter two = new AcknowledgedWriter(second, a.id(), "y");
    List<Thread> writing = List.of(one.begin(), two.begin());
    int moves = 12;
    assertThat(changes.count()).as("to learn the owners is no change").hasValue(0);
    for (int i = 0; i < moves; i++) {
      int before = one.words() + two.words();
      cluster.migrate(slot, nextAfter(cluster.owner(slot)));
      RedisNode.await("more writes", () -> one.words() + two.words() > before + 10);
    }
    one.end();
    two.end();
    for (Thread thread : writing) {
      thread.join();
    }
    List<String> words = List.of(textOf(ours.find(a.id()).orElseThrow()).split("(?<=,)", -1));
    List<String> acknowledged = new ArrayList<>(one.acknowledged());
    acknowledged.addAll(two.acknowledged());
    assertThat(words).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(acknowledged).hasSizeGreaterThan(100);
    assertThat(one.refusals()).isEmpty();
    assertThat(two.refusals()).isEmpty();
    assertThat(changes.count()).hasValueGreaterThan(0);
    FaultTable.line(
        moves + " x slot moved in a Cluster",
        acknowledged.size(),
        0,
        Duration.ofMillis(Math.max(one.slowestMillis(), two.slowestMillis())),
        Duration.ofMillis(Math.max(one.gapMillisMax(), two.gapMillisMax())));
  }

  @Test
  void aMigratingKeyIsReadAtOnceAndChangedAfterItsMigration() throws InterruptedException {
    ours.commit(store(Write.create(a)));
    RedisNode source = cluster.owner(slot);
    RedisNode target = nextAfter(source);
    cluster.beginMigration(slot, source, target);
    cluster.moveKeys(slot, source, target);
    assertThat(ours.find(a.id())).contains(a);
    assertThat(ours.list(responses(), new PageRequest("", 10)).resources()).containsExactly(a);
    Thread arrival =
        new Thread(
            () -> {
              RedisNode.pause(300);
              cluster.endMigration(slot, target);
            });
    arrival.start();
    assertThat(textOf(ours.commit(append(a.id(), "changed")))).isEqualTo("changed");
    arrival.join();
    assertThat(rival.find(a.id()).map(found -> textOf(found))).contains("changed");
  }

  @Test
  void aSlotWhoseMigrationDoesNotEndIsAnsweredInTime() {
    ours.commit(store(Write.create(a)));
    RedisNode source = cluster.owner(slot);
    RedisNode target = nextAfter(source);
    cluster.beginMigration(slot, source, target);
    cluster.moveKeys(slot, source, target);
    try {
      assertUnavailable(() -> ours.commit(append(a.id(), "x")));
    } finally {
      cluster.abandonMigration(slot, source, target);
    }
  }

  @Test
  void aDeadMasterWithoutSlotsDoesNotStopTheService() {
    ours.commit(store(Write.create(a)));
    int accountSlot = HashSlot.of(RedisKeys.order(APIS));
    RedisNode idle =
        cluster.masters().stream()
            .filter(master -> master != cluster.owner(slot))
            .filter(master -> master != cluster.owner(accountSlot))
            .findFirst()
            .orElseThrow();
    List<URI> deadFirst = new ArrayList<>(cluster.uris());
    deadFirst.remove(idle.uri());
    deadFirst.add(0, idle.uri());
    idle.kill();
    long slowestNanos = 0;
    int changes = 0;
    int changesMin = 100;
    while (changes < changesMin) {
      if (!isMissed(idle)) {
        changesMin = changes + 100; // As many again, when the Cluster has seen that it is dead.
      }
      long begun = System.nanoTime();
      ours.commit(append(a.id(), "x"));
      changes++;
      listedIds(10);
      slowestNanos = Math.max(slowestNanos, System.nanoTime() - begun);
    }
    FaultTable.line(
        "dead master of a Cluster that owns nothing of ours",
        changes,
        changes - textOf(ours.find(a.id()).orElseThrow()).length(),
        Duration.ofNanos(slowestNanos),
        Duration.ZERO);
    try (Replica late = ClusterReplicas.replica(deadFirst, LIMITS)) {
      assertThat(late.find(a.id())).isPresent();
    }
  }

  @Test
  void slotsOfADeadMasterAreUnavailableUntilItRestarts() {
    ours.commit(store(Write.create(a)));
    RedisNode owner = cluster.owner(slot);
    owner.kill();
    long begun = System.nanoTime();
    assertUnavailable(() -> ours.find(a.id()));
    assertUnavailable(() -> ours.commit(append(a.id(), "x")));
    Duration answered = Duration.ofNanos(System.nanoTime() - begun);
    owner.restart();
    long back = System.nanoTime();
    RedisNode.await("a write", () -> isStored(a));
    long recoveryMillis = (System.nanoTime() - back) / 1_000_000;
    FaultTable.line(
        "dead master of a Cluster without replicas",
        1,
        0,
        answered,
        Duration.ofMillis(recoveryMillis));
  }

  private boolean isMissed(RedisNode master) {
    return cluster
        .owner(slot)
        .text("CLUSTER", "NODES")
        .lines()
        .anyMatch(
            line -> line.contains(":" + master.uri().getPort() + "@") && line.contains("fail "));
  }

  private RedisNode nextAfter(RedisNode master) {
    List<RedisNode> masters = cluster.masters();
    return masters.get((masters.indexOf(master) + 1) % masters.size());
  }

  private boolean isStored(Resource resource) {
    try {
      ours.commit(store(Write.create(resource)));
      return true;
    } catch (ServiceException ignored) {
      return false;
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }

  private void addEntry(ResourceId id) {
    String order = RedisKeys.order(APIS);
    String entry = RecordCodec.encodeEntry(new Entry(id, Map.of()));
    cluster.owner(HashSlot.of(order)).command("ZADD", order, "0", entry);
  }

  private static Resource createApi(Replica replica) {
    ResourceService service = replica.service();
    return replica.loop().call(() -> service.create(Call.ofTheService(), APIS, WEB_SOCKET));
  }

  private List<String> listedIds(int resourcesMax) {
    List<String> listed = new ArrayList<>();
    String after = "";
    while (true) {
      Page page = ours.list(APIS, new PageRequest(after, resourcesMax));
      page.resources().forEach(api -> listed.add(api.id().value()));
      if (page.lastId().isEmpty()) {
        return listed;
      }
      after = page.lastId().orElseThrow();
    }
  }
}
