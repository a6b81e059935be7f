package dev.patchbay.store;

import io.vertx.core.Vertx;
import java.util.Map;

/** Records in memory. */
public record InMemoryBacking(InMemoryResourceStore.Records records) implements Backing {

  public InMemoryBacking() {
    this(new InMemoryResourceStore.Records());
  }

  @Override
  public void clear() {
    records.clear();
  }

  @Override
  public ResourceStore newStore(Vertx vertx) {
    return new InMemoryResourceStore(records, TwoReplicas.ATTEMPTS_MAX);
  }

  @Override
  public Map<String, ?> everything() {
    return records.byName();
  }
}
