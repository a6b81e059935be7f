package dev.patchbay.gateway;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.execution.RouteExecution;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.management.Management;
import dev.patchbay.gateway.recording.MessageRecordings;
import dev.patchbay.gateway.socket.ConnectionMeter;
import dev.patchbay.gateway.socket.GatewayLimits;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The components that all event loops of the gateway share.
 *
 * @param port 0 for a free one
 * @param connectionsMax of each instance
 * @param drainSeconds how long the disconnections may take when it stops
 * @param execution asked on a worker
 * @param apiKeys asked for each handshake
 */
public record GatewayComponents(
    String host,
    int port,
    String region,
    GatewayLimits limits,
    int connectionsMax,
    int drainSeconds,
    GatewayVerticle.Listener listener,
    EvaluationWorkers workers,
    Supplier<RouteExecution> execution,
    PendingBytes pending,
    Management management,
    RouteThrottle throttle,
    Supplier<ApiKeys> apiKeys,
    EventObserver observer,
    GatewayTracer tracer,
    MessageRecordings recordings,
    ConnectionMeter meter,
    LongSupplier nanoClock) {}
