package dev.patchbay.store.redis;

import dev.patchbay.store.ResourceTreeContract;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisClusterExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisClusterExtension.class)
final class ClusterResourceTreeTest extends ResourceTreeContract {

  ClusterResourceTreeTest(RedisCluster cluster) {
    super(new ClusterBacking(cluster, RedisReplicas.PATIENT));
  }
}
