package dev.patchbay.store.redis.connection;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.store.EventLoop;
import dev.patchbay.store.redis.ManualClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that takes connections and does not answer their handshakes. */
final class LateHandshakeTest {

  private static final int ACQUIRE_MILLIS = 20;
  private static final int NEVER_MILLIS = 600_000;

  private final ManualClock clock = new ManualClock();
  private final EventLoop loop = new EventLoop();
  private final ServerSocket silent;

  LateHandshakeTest() throws Exception {
    this.silent = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    loop.close();
    silent.close();
  }

  private RedisConnections connections(int commandTimeoutMillis) {
    URI uri = URI.create("redis://127.0.0.1:" + silent.getLocalPort());
    RedisLimits limits = new RedisLimits(ACQUIRE_MILLIS, commandTimeoutMillis, NEVER_MILLIS * 2, 3);
    return loop.make(
        vertx ->
            new RedisConnections(
                vertx, RedisAccess.of(uri), uri, 4, limits, RedisMeter.NONE, clock));
  }

  private RedisFault faultOfLease(RedisConnections connections) {
    CompletableFuture<Lease> lease = loop.submit(connections::lease);
    assertThatThrownBy(() -> EventLoop.await(lease)).isInstanceOf(RedisFailure.class);
    return ((RedisFailure) lease.handle((none, failure) -> failure).join()).fault();
  }

  @Test
  void handshakeThatACallDoesNotWaitForIsNoEvidence() {
    RedisConnections connections = connections(NEVER_MILLIS);
    for (int i = 0; i < 4; i++) {
      clock.advanceMillis(ACQUIRE_MILLIS);
      assertThat(faultOfLease(connections)).isEqualTo(RedisFault.HANDSHAKE_LATE);
    }
  }

  @Test
  void handshakeThatTakesLongerThanACommandMayIsEvidence() throws Exception {
    RedisConnections connections = connections(2 * ACQUIRE_MILLIS);
    eventually("the circuit is open", () -> faultOfLease(connections) == RedisFault.CIRCUIT_OPEN);
  }
}
