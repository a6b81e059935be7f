package dev.patchbay.store.redis;

import dev.patchbay.embedded.RedisCluster;
import dev.patchbay.store.ChangesContract;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class ClusterChangesTest extends ChangesContract {

  @SuppressWarnings("NullAway.Init") // Made by start, before all tests.
  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Override
  protected void clear() {
    ClusterReplicas.clear(cluster);
  }

  @Override
  protected ResourceStore newStore(Vertx vertx) {
    return ClusterReplicas.store(vertx, cluster.uris(), RedisChangesTest.LIMITS);
  }

  @Override
  protected Map<String, ?> everything() {
    return ClusterReplicas.everything(cluster);
  }
}
