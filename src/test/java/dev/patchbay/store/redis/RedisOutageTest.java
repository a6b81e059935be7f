package dev.patchbay.store.redis;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.topology.StandaloneNodes;
import dev.patchbay.testkit.RespClient;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis of the test's own that freezes, dies or drops its clients. */
final class RedisOutageTest {

  private static final int POOL_SIZE = 3;
  private static final int ACQUIRE_TIMEOUT_MILLIS = 1_000;
  private static final int COMMAND_TIMEOUT_MILLIS = 1_000;

  private static final RedisLimits LIMITS =
      new RedisLimits(ACQUIRE_TIMEOUT_MILLIS, COMMAND_TIMEOUT_MILLIS, 10_000, 3);

  private final Resource a = response("a", "/a/");
  private final EventLoop loop = new EventLoop();
  private final EmbeddedRedis redis;
  private final RedisConnections connections;
  private final Replica ours;

  RedisOutageTest(@TempDir Path data) throws IOException, InterruptedException {
    this.redis = EmbeddedRedis.start(data, AppendFsync.EVERYSEC);
    this.connections =
        loop.make(vertx -> new RedisConnections(vertx, redis.uri(), POOL_SIZE, LIMITS));
    this.ours =
        new Replica(
            loop,
            loop.make(
                vertx ->
                    new RedisResourceStore(
                        ApiGatewayTypes.ALL,
                        vertx,
                        new StandaloneNodes(connections, LIMITS),
                        LIMITS,
                        new Random(7))));
  }

  @BeforeEach
  void fill() {
    try (Replica patient = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT)) {
      patient.commit(store(Write.create(a)));
    }
    awaitRecovery();
  }

  @AfterEach
  void close() {
    loop.close();
    redis.close();
  }

  @Test
  void aFrozenRedisIsUnavailableInTimeAndThePoolIsWholeAfterTheThaw() throws Exception {
    freeze();
    try {
      assertUnavailable(() -> ours.find(a.id()));
      assertUnavailable(() -> ours.list(responses(), new PageRequest("", 10)));
      assertUnavailable(() -> ours.commit(append(a.id(), "x")));
      List<CompletableFuture<Boolean>> crowd =
          IntStream.range(0, 50)
              .mapToObj(
                  i ->
                      loop.submit(
                          () -> ours.store().list(responses(), new PageRequest("", 10)).map(true)))
              .toList();
      crowd.forEach(one -> assertUnavailable(() -> EventLoop.await(one)));
    } finally {
      thaw();
    }
    awaitRecovery();
    assertThePoolIsWhole();
    assertThat(EventLoop.await(ours.commitEach(20, i -> append(a.id(), "y")))).hasSize(20);
  }

  @Test
  void aFreezeBeforeTheCommitLeavesOneOfTwoOutcomesAndAWholePool() throws Exception {
    Replica observed = ours.observed(decision -> freeze());
    try {
      assertUnavailable(() -> observed.commit(append(a.id(), "x")));
    } finally {
      thaw();
    }
    awaitRecovery();
    assertThePoolIsWhole();
    assertThat(textOf(ours.find(a.id()).orElseThrow())).isIn("", "x");
    assertThat(textOf(ours.commit(append(a.id(), "y")))).isIn("y", "xy");
  }

  @Test
  void writersThatWaitBehindAFrozenOneAreToldTheSame() throws Exception {
    freeze();
    try {
      List<CompletableFuture<Resource>> writers =
          IntStream.range(0, 4)
              .mapToObj(i -> loop.submit(() -> ours.store().commit(append(a.id(), "x"))))
              .toList();
      for (CompletableFuture<Resource> writer : writers) {
        assertUnavailable(() -> EventLoop.await(writer));
      }
    } finally {
      thaw();
    }
    awaitRecovery();
    assertThePoolIsWhole();
  }

  @Test
  void aDeadRedisIsUnavailableAtOnce() {
    redis.close();
    for (int i = 0; i < 2 * POOL_SIZE; i++) {
      assertUnavailable(() -> ours.find(a.id()));
      assertUnavailable(() -> ours.commit(append(a.id(), "x")));
      assertUnavailable(() -> ours.list(responses(), new PageRequest("", 10)));
    }
  }

  @Test
  void killedConnectionsAreReplaced() {
    for (int round = 0; round < 3; round++) {
      killClients();
      awaitRecovery();
      assertThePoolIsWhole();
    }
  }

  @Test
  void aConnectionKilledBeforeTheCommitStoresNothing() {
    Replica observed = ours.observed(decision -> killClients());
    assertUnavailable(() -> observed.commit(append(a.id(), "x")));
    assertThat(observed.decisions()).as("an unknown outcome is not tried again").isEqualTo(1);
    awaitRecovery();
    assertThePoolIsWhole();
    assertThat(ours.find(a.id())).contains(a);
  }

  @Test
  void theResultWaitsForTheCommit() throws InterruptedException {
    CountDownLatch decided = new CountDownLatch(1);
    Replica patient = RedisReplicas.replica(redis.uri(), POOL_SIZE, RedisReplicas.PATIENT);
    Replica observed = patient.observed(decision -> decided.countDown());
    try (patient;
        RespClient client = RespClient.connect(redis.uri())) {
      client.call("CLIENT", "PAUSE", "60000", "WRITE");
      CompletableFuture<Resource> result =
          patient.loop().submit(() -> observed.store().commit(append(a.id(), "x")));
      assertThat(decided.await(60, TimeUnit.SECONDS)).isTrue();
      // The event loop has run after the decision, and then reads the current state.
      assertThat(patient.find(a.id())).contains(a);
      assertThat(result).isNotDone();
      client.call("CLIENT", "UNPAUSE");
      assertThat(textOf(EventLoop.await(result))).isEqualTo("x");
    }
    assertThat(textOf(ours.find(a.id()).orElseThrow())).isEqualTo("x");
  }

  /** As many leases as the pool has connections, all at once. */
  private void assertThePoolIsWhole() {
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < POOL_SIZE; i++) {
      leases.add(loop.call(connections::lease));
    }
    loop.call(
        () -> {
          leases.forEach(Lease::release);
          return Future.succeededFuture(true);
        });
  }

  /** Waits until Redis is used again; until then every answer is that it is not available. */
  private void awaitRecovery() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (int successes = 0; successes < 2 * POOL_SIZE; ) {
      try {
        ours.find(a.id());
        successes++;
      } catch (ServiceException notYet) {
        assertThat(notYet.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(System.nanoTime()).as("the store has not recovered").isLessThan(deadline);
      }
    }
  }

  private void killClients() {
    try (RespClient client = RespClient.connect(redis.uri())) {
      client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
  }

  private void freeze() {
    signal("-STOP");
  }

  private void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int exit = new ProcessBuilder("kill", signal, "" + redis.pid()).start().waitFor();
      assertThat(exit).isZero();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    ServiceException refusal = Assertions.catchThrowableOfType(ServiceException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
  }
}
