package dev.patchbay.store.redis.connection;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.EventLoop;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.RespClient;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One connection, so that each lease shows the state in which the one before left it. */
@ExtendWith(RedisServerExtension.class)
final class RedisConnectionsTest {

  /** Long enough for a handshake on a busy machine, short enough to wait for. */
  private static final int ACQUIRE_TIMEOUT_MILLIS = 2_000;

  private static final int COMMAND_TIMEOUT_MILLIS = 400;

  private final RedisServer redis;
  private final EventLoop loop = new EventLoop();
  private final RedisConnections connections;

  RedisConnectionsTest(RedisServer redis) {
    this.redis = redis;
    RedisLimits limits = new RedisLimits(ACQUIRE_TIMEOUT_MILLIS, COMMAND_TIMEOUT_MILLIS, 10_000, 3);
    this.connections = loop.make(vertx -> new RedisConnections(vertx, redis.uri(), 1, limits));
  }

  @BeforeEach
  void flush() {
    redis.flushAll();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aConnectionThatArrivesAfterTheDeadlineIsReturned() {
    Lease held = lease();
    CompletableFuture<Lease> late = loop.submit(connections::lease);
    CompletableFuture<Lease> later = loop.submit(connections::lease);
    assertFault(RedisFault.POOL_EXHAUSTED, late);
    assertFault(RedisFault.POOL_EXHAUSTED, later);
    release(held);
    Lease next = lease();
    assertThat(identity(next)).isPositive();
    release(next);
  }

  @Test
  void aWaiterGetsAReturnedConnectionInTime() {
    Lease held = lease();
    CompletableFuture<Lease> waiting = loop.submit(connections::lease);
    release(held);
    release(EventLoop.await(waiting));
  }

  @Test
  void aConnectionIsUsedAgain() {
    Lease first = lease();
    long identity = identity(first);
    release(first);
    Lease second = lease();
    assertThat(identity(second)).isEqualTo(identity);
    release(second);
  }

  @Test
  void anErrorReplyKeepsTheConnectionUsable() {
    redis.command("SADD", "set", "member");
    Lease lease = lease();
    long identity = identity(lease);
    assertFault(RedisFault.WRONG_TYPE, batch(lease, Request.cmd(Command.GET).arg("set")));
    release(lease);
    Lease next = lease();
    assertThat(identity(next)).isEqualTo(identity);
    release(next);
  }

  @Test
  void aConnectionWithAnOutstandingReplyIsClosed() throws Exception {
    Lease lease = lease();
    long identity = identity(lease);
    assertFault(RedisFault.NO_ANSWER, batch(lease, Request.cmd(Command.BLPOP).arg("none").arg(0)));
    release(lease);
    Lease next = lease();
    assertThat(identity(next)).isNotEqualTo(identity);
    release(next);
    assertGone(identity);
  }

  @Test
  void aStartedWatchDoesNotReachTheNextBorrower() {
    Lease lease = lease();
    long identity = identity(lease);
    EventLoop.await(
        loop.submit(() -> lease.watch(List.of(Request.cmd(Command.WATCH).arg("key")), List.of())));
    release(lease);
    redis.command("SET", "key", "changed");
    Lease next = lease();
    assertThat(identity(next)).isEqualTo(identity);
    List<Response> replies =
        EventLoop.await(
            batch(
                next,
                Request.cmd(Command.MULTI),
                Request.cmd(Command.SET).arg("key").arg("x"),
                Request.cmd(Command.EXEC)));
    assertThat(replies.get(2)).as("EXEC").isNotNull();
    release(next);
  }

  @Test
  void aConnectionThatRedisRefusesIsClosed() throws Exception {
    URI wrong = URI.create("redis://patchbay:wrong@" + connections.address());
    RedisLimits limits = new RedisLimits(ACQUIRE_TIMEOUT_MILLIS, COMMAND_TIMEOUT_MILLIS, 10_000, 3);
    RedisAccess access = RedisAccess.of(wrong);
    RedisPool pool =
        loop.make(vertx -> new RedisPool(vertx, access, wrong, 1, limits, RedisMeter.NONE));
    long newest = newestIdentity();
    for (int i = 0; i < 3; i++) {
      assertFault(
          RedisFault.NOT_AUTHENTICATED, loop.submit(() -> pool.acquire(ACQUIRE_TIMEOUT_MILLIS)));
    }
    for (long refused = newest + 1; refused <= newest + 3; refused++) {
      assertGone(refused);
    }
  }

  @Test
  void everythingHappensOnTheEventLoop() {
    Thread eventLoop = loop.make(vertx -> Thread.currentThread());
    Lease held = lease();
    assertThat(threadOf(() -> connections.lease().map(true))).isSameAs(eventLoop);
    Request never = Request.cmd(Command.BLPOP).arg("none").arg(0);
    assertThat(threadOf(() -> held.batch(List.of(never)).map(true))).isSameAs(eventLoop);
    release(held);
  }

  /** The thread on which a failure is reported. */
  private Thread threadOf(Supplier<Future<Boolean>> work) {
    return loop.call(
        () ->
            work.get()
                .map(done -> Thread.currentThread())
                .otherwise(failure -> Thread.currentThread()));
  }

  private Lease lease() {
    return loop.call(connections::lease);
  }

  private void release(Lease lease) {
    loop.make(
        vertx -> {
          lease.release();
          return true;
        });
  }

  private CompletableFuture<List<Response>> batch(Lease lease, Request... commands) {
    return loop.submit(() -> lease.batch(List.of(commands)));
  }

  /** The number that Redis gave to the connection. */
  private long identity(Lease lease) {
    return EventLoop.await(batch(lease, Request.cmd(Command.CLIENT).arg("ID"))).get(0).toLong();
  }

  private long newestIdentity() {
    try (RespClient client = redis.connect()) {
      return Long.parseLong(String.valueOf(client.call("CLIENT", "ID")));
    }
  }

  private void assertGone(long identity) throws Exception {
    eventually("the connection is gone", () -> !clients().contains("id=" + identity + " "));
  }

  private String clients() {
    return String.valueOf(redis.command("CLIENT", "LIST"));
  }

  private static void assertFault(RedisFault fault, CompletableFuture<?> outcome) {
    RedisFailure failure =
        Assertions.catchThrowableOfType(RedisFailure.class, () -> EventLoop.await(outcome));
    assertThat(failure.fault()).isEqualTo(fault);
  }
}
