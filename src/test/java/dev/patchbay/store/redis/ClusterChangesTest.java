package dev.patchbay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.ChangesContract;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.topology.HashSlot;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisClusterExtension;
import dev.patchbay.testkit.RedisNode;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisClusterExtension.class)
final class ClusterChangesTest extends ChangesContract {

  private final RedisCluster cluster;

  ClusterChangesTest(RedisCluster cluster) {
    super(new ClusterBacking(cluster, RedisChangesTest.LIMITS));
    this.cluster = cluster;
  }

  private RedisNode owner(ResourceId api) {
    return cluster.owner(HashSlot.of(RedisKeys.changeLog(api)));
  }

  /** The reads of the silent node are asked for first, and would be waited for in a sequence. */
  @Test
  void aNodeThatIsSilentDelaysNoChangesOfOtherNodes() {
    ResourceId silent = newApi(ours);
    ResourceId other = newApi(ours);
    while (owner(other).equals(owner(silent))) {
      other = newApi(ours);
    }
    ChangesRequest ofSilent = new ChangesRequest(silent, ChangeId.ZERO, 10);
    ChangesRequest ofOther = new ChangesRequest(other, ChangeId.ZERO, 10);
    RedisNode frozen = owner(silent);
    frozen.freeze();
    try {
      boolean silentWasComplete =
          ours.loop()
              .call(
                  () -> {
                    List<Future<ChangesPage>> pages =
                        ours.store().changes(List.of(ofSilent, ofOther));
                    return pages
                        .get(1)
                        .map(
                            page -> {
                              assertThat(page.changes()).hasSize(1);
                              return pages.get(0).isComplete();
                            });
                  });
      assertThat(silentWasComplete).isFalse();
    } finally {
      frozen.thaw();
    }
  }
}
