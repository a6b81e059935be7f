package dev.patchbay.gateway.log;

import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.RanEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why events fail, which AWS's frames do not; on a level that clients cannot flood. */
public final class FailureLog implements EventObserver {

  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  @Override
  public void ran(RanEvent ran) {
    Optional<String> reason = ran.outcome().reason();
    if (reason.isPresent()) {
      RouteEvent event = ran.event();
      LOG.debug(
          "{} of connection {} of API {}, stage {}: {}",
          event.type(),
          event.connection().connectionId(),
          event.connection().apiId(),
          event.connection().stage(),
          reason.get());
    }
  }
}
