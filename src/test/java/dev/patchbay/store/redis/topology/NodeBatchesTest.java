package dev.patchbay.store.redis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.Settings;
import dev.patchbay.model.Limit;
import org.junit.jupiter.api.Test;

final class NodeBatchesTest {

  @Test
  void halfOfTheConnectionsToANodeIsForBatchesAndAtLeastOne() {
    assertThat(ClusterNodes.batchesMax(32)).isEqualTo(Limit.NODE_BATCHES.intValue());
    assertThat(ClusterNodes.batchesMax(1)).isEqualTo(1);
    assertThat(Settings.markdownTable()).contains("| `PATCHBAY_REDIS_POOL_SIZE` | `32` |");
  }
}
