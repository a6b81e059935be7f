package dev.patchbay.store.redis;

import static dev.patchbay.testkit.Eventually.eventually;

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

  /** A deleted root leaves its own slot as soon as the slot is swept. */
  @Override
  protected Map<String, ?> everything() {
    try {
      eventually(
          "nothing is left to be swept",
          () -> super.everything().keySet().stream().noneMatch(key -> key.endsWith("#removals")));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return RedisReplicas.withoutAuthors(super.everything());
  }
}
