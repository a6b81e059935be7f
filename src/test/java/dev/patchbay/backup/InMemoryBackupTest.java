package dev.patchbay.backup;

import dev.patchbay.store.InMemoryResourceStore;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Vertx;
import java.util.Map;

final class InMemoryBackupTest extends BackupContract {

  private final InMemoryResourceStore.Records records = new InMemoryResourceStore.Records();

  @Override
  protected void clear() {
    records.clear();
  }

  @Override
  protected ResourceStore newStore(Vertx vertx) {
    return new InMemoryResourceStore(records, ATTEMPTS_MAX);
  }

  @Override
  protected Map<String, ?> everything() {
    return records.byName();
  }
}
