package dev.patchbay.gateway;

import dev.patchbay.gateway.access.AuthorizerCall;
import dev.patchbay.gateway.access.HandshakeAccess;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.RequestIds;
import dev.patchbay.gateway.execution.EventRunner;
import dev.patchbay.gateway.http.GatewayHosts;
import dev.patchbay.gateway.http.RequestBodies;
import dev.patchbay.gateway.httpapi.HttpApiParts;
import dev.patchbay.gateway.httpapi.HttpApiRequests;
import dev.patchbay.gateway.management.ManagementIds;
import dev.patchbay.gateway.management.ManagementRequests;
import dev.patchbay.gateway.route.ApiSnapshots;
import dev.patchbay.gateway.route.SnapshotCache;
import dev.patchbay.gateway.socket.ConnectionEvents;
import dev.patchbay.gateway.socket.ConnectionIds;
import dev.patchbay.gateway.socket.OpenSockets;
import io.vertx.core.Context;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.SplittableRandom;

/**
 * The handlers of one event loop of the gateway.
 *
 * @param events runs the routes of connections
 * @param requests answers requests of clients and backends
 */
record GatewayHandlers(ConnectionEvents events, GatewayRequests requests) {

  /** Wires the handlers of the event loop of a context. */
  static GatewayHandlers of(
      GatewayComponents shared, GatewayLoopComponents parts, OpenSockets sockets, Context context) {
    ApiSnapshots snapshots = new SnapshotCache(parts.snapshots(), shared.nanoClock());
    EventRunner runner =
        new EventRunner(
            snapshots,
            shared.workers(),
            shared.execution(),
            parts.integrations(),
            shared.pending(),
            shared.observer(),
            shared.recordings().around(shared.tracer()),
            shared.nanoClock(),
            context);
    ApiSnapshots webSockets =
        (apiId, stage) ->
            snapshots
                .find(apiId, stage)
                .map(found -> found.filter(each -> each.httpApi().isEmpty()));
    RequestIds requestIds = new RequestIds(new SplittableRandom());
    ConnectionEvents events =
        new ConnectionEvents(
            runner,
            requestIds,
            sockets,
            shared.management().registry(),
            shared.meter(),
            InstantSource.system(),
            shared.nanoClock());
    Handshake handshake =
        new Handshake(
            webSockets,
            new HandshakeAccess(
                shared.throttle(),
                shared.management().verifier(),
                shared.management().accountId(),
                new AuthorizerCall(
                    parts.functions(),
                    shared.nanoClock(),
                    new ApiArns(shared.region(), shared.management().accountId())),
                shared.apiKeys()),
            runner,
            new ConnectionIds(new SecureRandom()),
            requestIds,
            InstantSource.system(),
            events);
    RequestBodies bodies = new RequestBodies(shared.pending());
    ManagementRequests management =
        new ManagementRequests(
            shared.management(),
            shared.region(),
            webSockets,
            bodies,
            shared.tracer(),
            new ManagementIds(new SplittableRandom(), requestIds));
    HttpApiRequests httpApis =
        new HttpApiRequests(
            snapshots,
            parts.stages(),
            new HttpApiParts(
                shared.throttle(),
                parts.backends(),
                parts.functions(),
                parts.meter(),
                new ApiArns(shared.region(), shared.management().accountId()),
                shared.management().verifier(),
                InstantSource.system(),
                shared.nanoClock()),
            shared.pending(),
            bodies,
            requestIds,
            shared.observer(),
            shared.tracer(),
            sockets::isDraining);
    GatewayRequests requests =
        new GatewayRequests(
            new GatewayHosts(shared.region(), parts.domains(), shared.nanoClock()),
            management,
            handshake,
            httpApis,
            sockets::isDraining);
    return new GatewayHandlers(events, requests);
  }
}
