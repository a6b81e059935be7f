package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node of a Cluster says in place of an answer while a slot is not, or not wholly, its own.
 * Nothing was done then, in a transaction none of its commands.
 *
 * @param owner where the slot or the key is; empty for TRYAGAIN
 */
record Redirect(Kind kind, Optional<String> owner) {

  enum Kind {
    /** The slot has another owner. */
    MOVED,
    /** The slot is on its way to another owner, and this key has gone there or never was. */
    ASK,
    /** The slot is on its way, and some of these keys are here and some there. */
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
