package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Decision;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.ClusterReplicas;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisClusterExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes in many slots of a Cluster at the same moment. */
@ExtendWith(RedisClusterExtension.class)
final class ClusterPlacesTest {

  private static final int COUNT = 120;

  /** Half of the eight that a replica has to each node. */
  private static final int BATCHES_MAX = 4;

  private final RedisCluster cluster;
  private int inUse;
  private int inUseMax;

  ClusterPlacesTest(RedisCluster cluster) {
    this.cluster = cluster;
  }

  private static Transition<Resource> create(int i) {
    ResourceId id =
        new ResourceCollection(
                ACCOUNT, ApiGatewayTypes.INTEGRATION_RESPONSE, List.of("places" + i, "integr1"))
            .member("a");
    Read nothing = new Read.OfResource(id);
    Resource created = new Resource(id, 1, Map.of("integrationResponseKey", "/" + i + "/"));
    return new Transition<>(
        nothing,
        Set.of(nothing),
        snapshot -> new Decision.Commit<>(List.of(Write.create(created)), created));
  }

  @Test
  void halfOfANodesConnectionsAreForBatchesWhateverTheirSlots() {
    RedisMeter meter =
        new RedisMeter() {
          @Override
          public void inUse(int change) {
            inUse += change;
            inUseMax = Math.max(inUseMax, inUse);
          }
        };
    try (Replica ours = ClusterReplicas.replica(cluster.uris(), RedisReplicas.PATIENT, meter)) {
      ours.commit(create(COUNT)); // The owners are known.
      List<Resource> created = EventLoop.await(ours.commitEach(COUNT, ClusterPlacesTest::create));
      assertThat(created).hasSize(COUNT);
    }
    assertThat(inUseMax).isBetween(BATCHES_MAX, cluster.masters().size() * BATCHES_MAX);
  }
}
