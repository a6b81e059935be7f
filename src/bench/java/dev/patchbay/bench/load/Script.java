package dev.patchbay.bench.load;

import org.jspecify.annotations.Nullable;

/** The requests of connections, and the check of their answers. */
interface Script {

  /** The next request of a connection, in bytes; null when it has none left. */
  byte @Nullable [] next(int connection);

  /** Told of each answer; whether it is the one that was hoped for. */
  boolean isGood(int connection, Answer answer);
}
