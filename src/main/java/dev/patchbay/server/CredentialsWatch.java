package dev.patchbay.server;

import dev.patchbay.auth.CredentialsSource;
import dev.patchbay.auth.CredentialsSource.Outcome;
import dev.patchbay.auth.CredentialsSource.Refresh;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads the credentials file while the service runs, on a worker thread. */
final class CredentialsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialsWatch.class);

  private final Vertx vertx;
  private final CredentialsSource source;
  private Outcome lastOutcome = Outcome.UNCHANGED;

  CredentialsWatch(Vertx vertx, CredentialsSource source) {
    this.vertx = vertx;
    this.source = source;
  }

  void start(long periodMillis) {
    vertx.setPeriodic(
        periodMillis, timer -> vertx.executeBlocking(source::refresh).onSuccess(this::report));
  }

  /** Logs an outcome once, not at every check. */
  private void report(Refresh refresh) {
    if (refresh.outcome() == Outcome.RELOADED) {
      LOG.info("The credentials file {} has changed: {}", source.file(), refresh.detail());
    } else if (refresh.outcome() != Outcome.UNCHANGED && refresh.outcome() != lastOutcome) {
      LOG.error(
          "The credentials file {} has changed, the old credentials stay: {}",
          source.file(),
          refresh.detail());
    }
    lastOutcome = refresh.outcome();
  }
}
