package dev.patchbay.gateway.log;

import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.AnsweredRequest;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.RanEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the reasons of failed events and requests, which AWS's errors do not have, at a level that
 * is off by default.
 */
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

  @Override
  public void answered(AnsweredRequest request) {
    if (request.reason().isPresent()) {
      LOG.debug(
          "Request {} to API {}, stage {}: {}",
          request.requestId(),
          request.apiId(),
          request.stage(),
          request.reason().get());
    }
  }
}
