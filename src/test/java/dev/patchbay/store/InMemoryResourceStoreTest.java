package dev.patchbay.store;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

final class InMemoryResourceStoreTest extends ResourceStoreContract {

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
    Map<String, Object> everything = new HashMap<>();
    records.all().forEach((id, resource) -> everything.put(id.toString(), resource));
    return everything;
  }
}
