package dev.patchbay.server;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.auth.ReloadedFile;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.gateway.GatewayComponents;
import dev.patchbay.gateway.GatewayVerticle;
import dev.patchbay.gateway.backend.AddressGuard;
import dev.patchbay.gateway.backend.BackendIntegrations;
import dev.patchbay.gateway.backend.ServiceSigner;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.execution.RouteExecution;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.log.ExecutionLog;
import dev.patchbay.gateway.log.FailureLog;
import dev.patchbay.gateway.log.StageAccessLog;
import dev.patchbay.gateway.management.Management;
import dev.patchbay.gateway.recording.MessageRecordings;
import dev.patchbay.gateway.socket.ConnectionRegistry;
import dev.patchbay.gateway.socket.GatewayLimits;
import dev.patchbay.gateway.socket.LocalConnections;
import dev.patchbay.http.TlsFiles;
import dev.patchbay.model.Limit;
import dev.patchbay.tracing.Tracing;
import io.vertx.core.http.HttpVersion;
import java.time.InstantSource;
import java.util.List;

/** Makes the components that the event loops of the gateway share. */
final class GatewayFactory {

  private final ServiceConfig config;
  private final ServiceComponents shared;
  private final PendingBytes pending = new PendingBytes(Limit.GATEWAY_PENDING.value());

  GatewayFactory(ServiceConfig config, ServiceComponents shared) {
    this.config = config;
    this.shared = shared;
  }

  /**
   * Returns the components that the event loops of the gateway share.
   *
   * @param port 0 for a free one
   * @param local the connections of this process
   * @param registry the connections of all processes
   */
  GatewayComponents components(int port, LocalConnections local, ConnectionRegistry registry) {
    int connectionsMax = FileDescriptors.of(config).clients();
    shared
        .metrics()
        .gateway()
        .limits((long) connectionsMax * config.gateway().loops(), pending::held);
    RouteThrottle throttle =
        new RouteThrottle(shared.timing().nanoClock(), config.throttle().replicas());
    return new GatewayComponents(
        config.http().host(),
        port,
        config.account().region(),
        GatewayLimits.of(config.gateway().idleMillis(), config.gateway().lifetimeMillis()),
        connectionsMax,
        config.shutdown().seconds(),
        shared
            .tlsFiles()
            .<GatewayVerticle.Listener>map(
                files ->
                    (vertx, options, listen) ->
                        files.listen(
                            vertx,
                            TlsFiles.secured(options)
                                .setUseAlpn(true)
                                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1)),
                            shared.timing().reloadMillis(),
                            listen))
            .orElse((vertx, options, listen) -> listen.apply(options)),
        shared.evaluations().gatewayWorkers(),
        () -> new RouteExecution(shared.evaluations().evaluator(), throttle),
        pending,
        management(local, registry),
        throttle,
        () -> shared.credentials().apiKeys().map(ReloadedFile::get).orElse(ApiKeys.NONE),
        meters().and(new FailureLog()).and(new StageAccessLog()).and(new ExecutionLog()),
        shared.tracing().map(Tracing::ofGateway).orElse(GatewayTracer.NONE),
        new MessageRecordings(shared.timing().nanoClock(), InstantSource.system()),
        meters(),
        shared.timing().nanoClock());
  }

  /** Returns the components with which the event loops of the gateway call backends. */
  BackendIntegrations.Components backends() {
    return new BackendIntegrations.Components(
        new AddressGuard(config.backends().privateNetworks()),
        config.backends().lambdaEndpoint(),
        config.backends().lambdaUrls(),
        config.backends().serviceEndpoints(),
        new ServiceSigner(
            config.account().region(), shared.credentials().backends(), InstantSource.system()),
        new ApiArns(config.account().region(), config.account().accountId()),
        config.backends().certificates(),
        FileDescriptors.of(config).backends(),
        pending,
        shared.timing().nanoClock());
  }

  GatewayMeters meters() {
    return new GatewayMeters(shared.metrics().gateway());
  }

  private Management management(LocalConnections local, ConnectionRegistry registry) {
    return new Management(
        local,
        registry,
        shared
            .credentials()
            .callers()
            .map(known -> new SigV4Verifier("execute-api", known, InstantSource.system())),
        shared.anyone(),
        config.account().accountId());
  }
}
