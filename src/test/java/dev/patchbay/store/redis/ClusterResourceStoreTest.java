package dev.patchbay.store.redis;

import dev.patchbay.embedded.RedisCluster;
import dev.patchbay.embedded.RedisClusterExtension;
import dev.patchbay.store.ResourceStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisClusterExtension.class)
final class ClusterResourceStoreTest extends ResourceStoreContract {

  ClusterResourceStoreTest(RedisCluster cluster) {
    super(new ClusterBacking(cluster, RedisReplicas.PATIENT));
  }
}
