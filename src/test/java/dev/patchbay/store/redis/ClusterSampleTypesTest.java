package dev.patchbay.store.redis;

import dev.patchbay.backup.SampleTypesContract;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisClusterExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisClusterExtension.class)
final class ClusterSampleTypesTest extends SampleTypesContract {

  ClusterSampleTypesTest(RedisCluster cluster) {
    super(new ClusterBacking(cluster, RedisReplicas.PATIENT));
  }

  @Override
  protected Map<String, ?> everything() {
    return RedisReplicas.withoutAuthors(RedisReplicas.swept(super::everything));
  }
}
