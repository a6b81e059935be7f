package dev.patchbay.store.redis;

import dev.patchbay.embedded.RedisCluster;
import dev.patchbay.embedded.RedisClusterExtension;
import dev.patchbay.store.ChangesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisClusterExtension.class)
final class ClusterChangesTest extends ChangesContract {

  ClusterChangesTest(RedisCluster cluster) {
    super(new ClusterBacking(cluster, RedisChangesTest.LIMITS));
  }
}
