package dev.patchbay.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.RawWebSocket;
import dev.patchbay.testkit.IdentityApi;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The memory of connections whose clients are silent. */
@ExtendWith(RedisServerExtension.class)
@Tag("faults")
final class IdleConnectionsTest {

  private static final int CONNECTIONS = 2_000;

  /** Before the first measurement, so that what all connections share is there. */
  private static final int CONNECTIONS_BEFORE = 100;

  private static final long BYTES_MAX = 18 * 1024;

  @Test
  void anIdleConnectionHasAtMost18KibOfLiveHeap(RedisServer redis) throws Exception {
    redis.flushAll();
    List<RawWebSocket> clients = new ArrayList<>();
    try (ReplicaProcess replica = ReplicaProcess.start(redis.uri())) {
      IdentityApi api = IdentityApi.create(replica.address());
      connect(replica, api, CONNECTIONS_BEFORE, clients);
      long before = replica.liveHeapBytes();
      connect(replica, api, CONNECTIONS, clients);
      long bytes = (replica.liveHeapBytes() - before) / CONNECTIONS;
      System.out.printf(
          "| idle connections | %d | bytes of live heap each | %d |%n", CONNECTIONS, bytes);
      assertThat(bytes).isPositive().isLessThanOrEqualTo(BYTES_MAX);
    } finally {
      for (RawWebSocket each : clients) {
        each.close();
      }
    }
  }

  private static void connect(
      ReplicaProcess replica, IdentityApi api, int count, List<RawWebSocket> clients)
      throws IOException {
    for (int i = 0; i < count; i++) {
      RawWebSocket client =
          RawWebSocket.open(replica.gateway().getPort(), api.stage(), "User-Agent: idle");
      clients.add(client);
      assertThat(client.status()).isEqualTo(101);
    }
  }
}
