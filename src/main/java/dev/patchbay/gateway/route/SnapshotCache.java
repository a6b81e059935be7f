package dev.patchbay.gateway.route;

import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps snapshots for a moment, so that messages do not read the store. Of one event loop. */
public final class SnapshotCache implements ApiSnapshots {

  private record Key(String apiId, String stage) {}

  private final ReadCache<Key, ApiSnapshot> snapshots;

  public SnapshotCache(DeployedSnapshots source, LongSupplier nanoClock) {
    this.snapshots =
        new ReadCache<>(
            (key, known) -> source.read(key.apiId, key.stage, known),
            ApiSnapshot::contentBytes,
            Limit.GATEWAY_SNAPSHOTS.value(),
            nanoClock);
  }

  @Override
  public Future<Optional<ApiSnapshot>> find(String apiId, String stage) {
    return snapshots.find(new Key(apiId, stage));
  }
}
