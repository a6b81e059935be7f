package dev.patchbay.store;

import io.vertx.core.Vertx;
import java.util.Map;

final class InMemoryChangesTest extends ChangesContract {

  private final InMemoryResourceStore.Records records =
      new InMemoryResourceStore.Records(CHANGES_MAX);

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
