package dev.patchbay.gateway;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps snapshots for a moment, so that messages do not read the store. Events that ask for one
 * that is too old wait for the same read. While it cannot be read the old one is served on, for
 * connections that are open must not depend on the store. Belongs to one event loop.
 */
final class SnapshotCache implements ApiSnapshots {

  /** A deployment takes effect within a second, its reading included. */
  static final long FRESH_NANOS = 500_000_000;

  /** A snapshot of usual size takes some hundred kilobytes. */
  static final int SNAPSHOTS_MAX = 256;

  private record Key(String apiId, String stage) {}

  private record Kept(ApiSnapshot snapshot, long readNanos) {}

  private final ApiSnapshots source;
  private final LongSupplier nanoClock;
  private final Map<Key, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > SNAPSHOTS_MAX;
        }
      };
  private final Map<Key, Future<Optional<ApiSnapshot>>> reads = new HashMap<>();

  SnapshotCache(ApiSnapshots source, LongSupplier nanoClock) {
    this.source = source;
    this.nanoClock = nanoClock;
  }

  @Override
  public Future<Optional<ApiSnapshot>> find(String apiId, String stage) {
    Key key = new Key(apiId, stage);
    Kept known = kept.get(key);
    if (known != null && nanoClock.getAsLong() - known.readNanos < FRESH_NANOS) {
      return Future.succeededFuture(Optional.of(known.snapshot));
    }
    Future<Optional<ApiSnapshot>> running = reads.get(key);
    return running == null ? read(key) : running;
  }

  private Future<Optional<ApiSnapshot>> read(Key key) {
    long begunNanos = nanoClock.getAsLong();
    Future<Optional<ApiSnapshot>> read =
        source
            .find(key.apiId, key.stage)
            .map(found -> keep(key, found, begunNanos))
            .recover(failure -> older(key, failure));
    if (!read.isComplete()) {
      reads.put(key, read);
      read.onComplete(ended -> reads.remove(key, read));
    }
    return read;
  }

  private Optional<ApiSnapshot> keep(Key key, Optional<ApiSnapshot> found, long readNanos) {
    found.ifPresentOrElse(
        snapshot -> kept.put(key, new Kept(snapshot, readNanos)), () -> kept.remove(key));
    return found;
  }

  private Future<Optional<ApiSnapshot>> older(Key key, Throwable failure) {
    Kept known = kept.get(key);
    return known == null
        ? Future.failedFuture(failure)
        : Future.succeededFuture(Optional.of(known.snapshot));
  }
}
