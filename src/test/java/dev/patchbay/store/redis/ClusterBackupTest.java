package dev.patchbay.store.redis;

import dev.patchbay.backup.BackupContract;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisClusterExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisClusterExtension.class)
final class ClusterBackupTest extends BackupContract {

  ClusterBackupTest(RedisCluster cluster) {
    super(new ClusterBacking(cluster, RedisReplicas.PATIENT));
  }

  @Override
  protected Map<String, ?> everything() {
    return RedisReplicas.withoutAuthors(RedisReplicas.swept(super::everything));
  }
}
