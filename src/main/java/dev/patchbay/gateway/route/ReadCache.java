package dev.patchbay.gateway.route;

import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache of values from the store, which are valid for a moment. Requests for an expired value
 * wait for the same read. While the store cannot be read the old value is served, for open
 * connections must not depend on the store. Belongs to one event loop.
 */
public final class ReadCache<K, V> {

  /** A deployment takes effect within a second, its reading included. */
  static final long FRESH_NANOS = 500_000_000;

  static final int VALUES_MAX = Limit.GATEWAY_READS.intValue();

  private record Kept<V>(V value, long readNanos) {}

  private final BiFunction<K, Optional<V>, Future<Optional<V>>> source;
  private final LongSupplier nanoClock;
  private final ToLongFunction<V> bytesOf;
  private final long bytesMax;
  private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private final Map<K, Future<Optional<V>>> reads = new HashMap<>();

  /**
   * A cache in front of a source.
   *
   * @param source reads the value of a key, and may answer the one that it is given, the latest
   */
  public ReadCache(BiFunction<K, Optional<V>, Future<Optional<V>>> source, LongSupplier nanoClock) {
    this(source, value -> 0, 0, nanoClock);
  }

  /**
   * A cache of values of different sizes.
   *
   * @param bytesMax how many bytes all values have together, but for the latest one
   */
  ReadCache(
      BiFunction<K, Optional<V>, Future<Optional<V>>> source,
      ToLongFunction<V> bytesOf,
      long bytesMax,
      LongSupplier nanoClock) {
    this.source = source;
    this.bytesOf = bytesOf;
    this.bytesMax = bytesMax;
    this.nanoClock = nanoClock;
  }

  public Future<Optional<V>> find(K key) {
    Kept<V> known = kept.get(key);
    if (known != null && nanoClock.getAsLong() - known.readNanos < FRESH_NANOS) {
      return Future.succeededFuture(Optional.of(known.value));
    }
    Future<Optional<V>> running = reads.get(key);
    return running == null ? read(key) : running;
  }

  private Future<Optional<V>> read(K key) {
    long begunNanos = nanoClock.getAsLong();
    Future<Optional<V>> read =
        source
            .apply(key, Optional.ofNullable(kept.get(key)).map(Kept::value))
            .map(found -> keep(key, found, begunNanos))
            .recover(failure -> older(key, failure));
    if (!read.isComplete()) {
      reads.put(key, read);
      read.onComplete(ended -> reads.remove(key, read));
    }
    return read;
  }

  private Optional<V> keep(K key, Optional<V> found, long readNanos) {
    forget(kept.remove(key));
    if (found.isPresent()) {
      kept.put(key, new Kept<>(found.get(), readNanos));
      bytes += bytesOf.applyAsLong(found.get());
      Iterator<Kept<V>> oldest = kept.values().iterator();
      while (kept.size() > VALUES_MAX || (bytes > bytesMax && kept.size() > 1)) {
        forget(oldest.next());
        oldest.remove();
      }
    }
    return found;
  }

  private void forget(@Nullable Kept<V> old) {
    bytes -= old == null ? 0 : bytesOf.applyAsLong(old.value);
  }

  private Future<Optional<V>> older(K key, Throwable failure) {
    Kept<V> known = kept.get(key);
    return known == null
        ? Future.failedFuture(failure)
        : Future.succeededFuture(Optional.of(known.value));
  }
}
