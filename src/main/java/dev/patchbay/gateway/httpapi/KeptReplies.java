package dev.patchbay.gateway.httpapi;

import dev.patchbay.model.Limit;
import dev.patchbay.model.LruMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The answers of the functions of authorizers, each for the time that its authorizer says. Belongs
 * to one event loop.
 */
final class KeptReplies {

  /**
   * What an answer was given for.
   *
   * @param stageRevision a changed stage, or one whose cache is reset, begins without answers
   * @param identity the digest of the values of the sources of identity
   */
  record Key(String apiId, String stage, long stageRevision, String authorizerId, String identity) {

    static Key of(
        ApiRequest request, long stageRevision, String authorizerId, List<String> values) {
      return new Key(
          request.apiId(), request.stage(), stageRevision, authorizerId, IdentityDigest.of(values));
    }
  }

  private record Kept(String reply, long sinceNanos, long forNanos) {}

  private final Map<Key, Kept> kept = new LruMap<>(Limit.AUTHORIZER_REPLIES.intValue());
  private final LongSupplier nanoClock;

  KeptReplies(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** The answer for a key, while its time lasts. */
  Optional<String> find(Key key) {
    Kept known = kept.get(key);
    return known == null || nanoClock.getAsLong() - known.sinceNanos >= known.forNanos
        ? Optional.empty()
        : Optional.of(known.reply);
  }

  void keep(Key key, String reply, long seconds) {
    kept.put(key, new Kept(reply, nanoClock.getAsLong(), TimeUnit.SECONDS.toNanos(seconds)));
  }
}
