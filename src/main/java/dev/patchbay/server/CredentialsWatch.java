package dev.patchbay.server;

import dev.patchbay.auth.ReloadedFile;
import dev.patchbay.auth.ReloadedFile.Outcome;
import dev.patchbay.auth.ReloadedFile.Refresh;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a file of credentials or of API keys while the service runs, on a worker thread. Of
 * several contents between two checks it sees the last one.
 */
final class CredentialsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialsWatch.class);

  private final Vertx vertx;
  private final ReloadedFile<?> source;
  private final String content;
  private @Nullable Refresh last;

  /**
   * Watches one file.
   *
   * @param content the word for its content
   */
  CredentialsWatch(Vertx vertx, ReloadedFile<?> source, String content) {
    this.vertx = vertx;
    this.source = source;
    this.content = content;
  }

  void start(long periodMillis) {
    vertx.setPeriodic(periodMillis, timer -> check());
  }

  /** Reads the file once; completes when the outcome is logged. */
  Future<Refresh> check() {
    return vertx
        .executeBlocking(source::refresh)
        .map(
            refresh -> {
              report(refresh);
              return refresh;
            });
  }

  /** Logs a fault once, not at every check, and another fault after it. */
  private void report(Refresh refresh) {
    if (refresh.outcome() == Outcome.RELOADED) {
      LOG.info("The {} file {} has changed: {}", content, source.file(), refresh.detail());
    } else if (refresh.outcome() != Outcome.UNCHANGED && !refresh.equals(last)) {
      LOG.error(
          "The {} file {} has changed, the old {} stay: {}",
          content,
          source.file(),
          content,
          refresh.detail());
    }
    last = refresh;
  }
}
