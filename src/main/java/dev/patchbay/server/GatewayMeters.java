package dev.patchbay.server;

import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.OutcomeKind;
import dev.patchbay.gateway.execution.RanEvent;
import dev.patchbay.gateway.execution.RouteKind;
import dev.patchbay.gateway.socket.CloseCause;
import dev.patchbay.gateway.socket.ConnectionMeter;
import dev.patchbay.metrics.GatewayMetrics;
import java.util.List;

/** Records the events and connections of the gateway in meters. */
record GatewayMeters(GatewayMetrics metrics) implements EventObserver, ConnectionMeter {

  GatewayMeters {
    metrics.expect(
        List.of(RouteKind.values()), List.of(OutcomeKind.values()), List.of(CloseCause.values()));
  }

  @Override
  public void ran(RanEvent ran) {
    metrics.ran(ran.routeKind(), ran.outcomeKind(), ran.nanos());
  }

  @Override
  public void opened() {
    metrics.opened();
  }

  @Override
  public void closed(CloseCause cause) {
    metrics.closed(cause);
  }

  @Override
  public void received() {
    metrics.received();
  }

  @Override
  public void sent() {
    metrics.sent();
  }

  @Override
  public void waiting(int change) {
    metrics.waitingChanged(change);
  }

  @Override
  public void slow(int change) {
    metrics.slowChanged(change);
  }
}
