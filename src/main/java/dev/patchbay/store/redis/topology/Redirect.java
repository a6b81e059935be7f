package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A redirect of a node of a Cluster that does not own a slot, or not all of its keys. No command
 * was executed then, also in a transaction.
 *
 * @param owner where the slot or the key is; empty for TRYAGAIN
 */
record Redirect(Kind kind, Optional<String> owner) {

  enum Kind {
    /** The slot has another owner. */
    MOVED,
    /** The slot is migrating, and this key is at the new owner or does not exist. */
    ASK,
    /** The slot is migrating, and some of the keys have moved. */
    TRYAGAIN
  }

  private static final Pattern FORM =
      Pattern.compile("(MOVED|ASK|TRYAGAIN)\\b(?: \\d+ (\\S*:\\d+))?");

  static Optional<Redirect> in(Throwable failure) {
    if (!(failure instanceof RedisFailure known) || known.fault() != RedisFault.OTHER_NODE) {
      return Optional.empty();
    }
    Matcher redirect = FORM.matcher(String.valueOf(failure.getMessage()));
    return redirect.lookingAt()
        ? Optional.of(
            new Redirect(Kind.valueOf(redirect.group(1)), Optional.ofNullable(redirect.group(2))))
        : Optional.empty();
  }
}
