package dev.patchbay.gateway.jwt;

import dev.patchbay.model.Limit;
import dev.patchbay.model.LruMap;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps the keys of issuers. A token with an unknown key makes them be read again, so that a new
 * key is found, but seldom, so that no client can make the gateway call an issuer often. Belongs to
 * one event loop.
 */
final class IssuerKeys {

  /** AWS keeps keys for two hours; a key that is withdrawn should not count that long. */
  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(15);

  /** An issuer is asked for an unknown key as seldom, and again after a failure. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** While an issuer does not answer, its keys count on for as long as at AWS. */
  private static final long STALE_NANOS = TimeUnit.HOURS.toNanos(2);

  /**
   * What was read last.
   *
   * @param readNanos when the keys were read
   * @param askedNanos when the issuer was asked last, whether it answered or not
   */
  private record Known(KeySet keys, long readNanos, long askedNanos) {}

  private final Function<String, Future<KeySet>> source;
  private final LongSupplier nanoClock;
  private final Map<String, Future<KeySet>> reads = new HashMap<>();
  private final Map<String, Known> known = new LruMap<>(Limit.JWT_ISSUERS.intValue());

  /**
   * Without keys.
   *
   * @param source reads the keys of an issuer
   */
  IssuerKeys(Function<String, Future<KeySet>> source, LongSupplier nanoClock) {
    this.source = source;
    this.nanoClock = nanoClock;
  }

  /**
   * Finds the keys of an issuer.
   *
   * @param keyId of the key that is looked for
   * @return keys among which that one may not be; fails with {@link InvalidTokenException} where
   *     the issuer does not answer
   */
  Future<KeySet> find(String issuer, String keyId) {
    Known latest = known.get(issuer);
    long nowNanos = nanoClock.getAsLong();
    if (latest != null && isUsed(latest, keyId, nowNanos)) {
      return Future.succeededFuture(latest.keys);
    }
    Future<KeySet> running = reads.get(issuer);
    return running == null ? read(issuer, nowNanos) : running;
  }

  private static boolean isUsed(Known latest, String keyId, long nowNanos) {
    boolean isFresh =
        nowNanos - latest.readNanos < FRESH_NANOS && latest.keys.find(keyId).isPresent();
    return isFresh || nowNanos - latest.askedNanos < RETRY_NANOS;
  }

  private Future<KeySet> read(String issuer, long nowNanos) {
    Future<KeySet> read =
        source
            .apply(issuer)
            .map(keys -> keep(issuer, new Known(keys, nowNanos, nowNanos)))
            .recover(failure -> older(issuer, failure, nowNanos));
    if (!read.isComplete()) {
      reads.put(issuer, read);
      read.onComplete(ended -> reads.remove(issuer, read));
    }
    return read;
  }

  private KeySet keep(String issuer, Known read) {
    known.put(issuer, read);
    return read.keys;
  }

  private Future<KeySet> older(String issuer, Throwable failure, long nowNanos) {
    Known latest = known.get(issuer);
    if (latest == null || nowNanos - latest.readNanos > STALE_NANOS) {
      keep(issuer, new Known(KeySet.EMPTY, nowNanos, nowNanos));
      return Future.failedFuture(failure);
    }
    return Future.succeededFuture(keep(issuer, new Known(latest.keys, latest.readNanos, nowNanos)));
  }
}
