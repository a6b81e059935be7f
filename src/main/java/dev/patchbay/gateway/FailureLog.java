package dev.patchbay.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why events fail, which AWS's frames do not; on a level that clients cannot flood. */
public final class FailureLog implements EventObserver {

  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  @Override
  public void ran(RouteEvent event, Outcome outcome) {
    if (outcome.reason().isPresent()) {
      LOG.debug(
          "{} of connection {} of API {}, stage {}: {}",
          event.type(),
          event.connection().connectionId(),
          event.connection().apiId(),
          event.connection().stage(),
          outcome.reason().get());
    }
  }
}
