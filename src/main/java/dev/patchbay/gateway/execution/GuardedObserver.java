package dev.patchbay.gateway.execution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs whatever another observer throws, so that what it observes goes on. */
public record GuardedObserver(EventObserver observer) implements EventObserver {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

  @Override
  public void ran(RanEvent ran) {
    run(() -> observer.ran(ran));
  }

  @Override
  public void answered(AnsweredRequest request) {
    run(() -> observer.answered(request));
  }

  private static void run(Runnable report) {
    try {
      report.run();
    } catch (Throwable e) {
      LOG.error("An event is not observed", e);
    }
  }
}
