package dev.patchbay.server;

import dev.patchbay.auth.ReloadedFile;
import dev.patchbay.auth.ReloadedFile.Outcome;
import dev.patchbay.auth.ReloadedFile.Refresh;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads a file of credentials or of API keys while the service runs, on a worker thread. */
final class CredentialsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialsWatch.class);

  private final Vertx vertx;
  private final ReloadedFile<?> source;
  private final String content;
  private Outcome lastOutcome = Outcome.UNCHANGED;

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
    vertx.setPeriodic(
        periodMillis, timer -> vertx.executeBlocking(source::refresh).onSuccess(this::report));
  }

  /** Logs an outcome once, not at every check. */
  private void report(Refresh refresh) {
    if (refresh.outcome() == Outcome.RELOADED) {
      LOG.info("The {} file {} has changed: {}", content, source.file(), refresh.detail());
    } else if (refresh.outcome() != Outcome.UNCHANGED && refresh.outcome() != lastOutcome) {
      LOG.error(
          "The {} file {} has changed, the old {} stay: {}",
          content,
          source.file(),
          content,
          refresh.detail());
    }
    lastOutcome = refresh.outcome();
  }
}
