package dev.patchbay.server;

import dev.patchbay.gateway.execution.AnsweredRequest;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.IntegrationMeter;
import dev.patchbay.gateway.execution.OutcomeKind;
import dev.patchbay.gateway.execution.RanEvent;
import dev.patchbay.gateway.execution.RouteKind;
import dev.patchbay.gateway.socket.CloseCause;
import dev.patchbay.gateway.socket.CommandMeter;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionMeter;
import dev.patchbay.metrics.GatewayMetrics;
import java.util.List;

/** Records the events, requests and connections of the gateway in meters. */
record GatewayMeters(GatewayMetrics metrics)
    implements EventObserver, ConnectionMeter, CommandMeter, IntegrationMeter {

  /** The types of integrations that have a backend. */
  private static final List<String> CALLED = List.of("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY");

  GatewayMeters {
    metrics.expectCloses(List.of(CloseCause.values()));
    metrics.events().expect(List.of(RouteKind.values()), List.of(OutcomeKind.values()));
    metrics.integrations().expect(CALLED, List.of(Ending.values()));
    for (Place place : Place.values()) {
      metrics.commands().expect(place, List.of(CommandOutcome.Status.values()));
    }
  }

  @Override
  public void ran(RanEvent ran) {
    metrics.events().ran(ran.routeKind(), ran.outcomeKind(), ran.nanos());
  }

  @Override
  public void answered(AnsweredRequest request) {
    metrics.events().ran(request.routeKind(), request.outcomeKind(), request.nanos());
  }

  @Override
  public void called(String type, Ending ending, long nanos) {
    metrics.integrations().called(type, ending, nanos);
  }

  @Override
  public void ran(Place place, CommandOutcome.Status status) {
    metrics.commands().ran(place, status);
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
