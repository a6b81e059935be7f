package dev.patchbay.server;

import dev.patchbay.config.HttpConfig;
import dev.patchbay.config.ServiceConfig;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address to listen on, with the setting that its errors name.
 *
 * @param port 0 for a free one
 * @param setting the setting or option of the port
 */
public record ListenPort(String host, int port, String setting) {

  private static final String HOST_SETTING = "PATCHBAY_HTTP_HOST";

  /** Returns the port of the control plane. */
  static ListenPort ofControlPlane(HttpConfig config) {
    return new ListenPort(config.host(), config.port(), "PATCHBAY_HTTP_PORT");
  }

  /** Returns the port of health and metrics. */
  static ListenPort ofManagement(HttpConfig config) {
    return new ListenPort(config.host(), config.managementPort(), "PATCHBAY_MANAGEMENT_PORT");
  }

  /** Returns the port of clients of APIs, where there is one. */
  static Optional<ListenPort> ofGateway(ServiceConfig config) {
    OptionalInt port = config.gateway().port();
    return port.isPresent()
        ? Optional.of(
            new ListenPort(config.http().host(), port.getAsInt(), "PATCHBAY_GATEWAY_PORT"))
        : Optional.empty();
  }

  /** Returns the port on which the gateway listens for its other replicas, where there is one. */
  static Optional<ListenPort> ofReplica(ServiceConfig config) {
    return ofGateway(config)
        .map(
            gateway ->
                new ListenPort(
                    gateway.host, config.gateway().replicaPort(), "PATCHBAY_GATEWAY_REPLICA_PORT"));
  }

  /** Returns all ports of a service. */
  static List<ListenPort> of(ServiceConfig config) {
    List<ListenPort> ports = new ArrayList<>();
    ports.add(ofControlPlane(config.http()));
    ports.add(ofManagement(config.http()));
    ofGateway(config).ifPresent(ports::add);
    ofReplica(config).ifPresent(ports::add);
    return ports;
  }

  /** Returns the URL of a host and a port, with the brackets of an IPv6 address. */
  public static URI address(String scheme, String host, int port) {
    return URI.create(
        "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port));
  }

  /**
   * Binds each port and closes it again, so that a start on a used port fails before it has changed
   * anything. Blocks.
   *
   * @throws IOException naming the address, the port and the setting that changes it
   */
  public static void checkAll(List<ListenPort> ports) throws IOException {
    List<ServerSocket> bound = new ArrayList<>();
    try {
      for (ListenPort each : ports) {
        bound.add(each.bind());
      }
    } finally {
      for (ServerSocket socket : bound) {
        socket.close();
      }
    }
  }

  private ServerSocket bind() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // The service sets this option too, so connections in TIME_WAIT do not block the port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw explained(e);
    }
  }

  /** Returns the error of a failed bind, for operators. */
  public <T> Future<T> explain(Future<T> listening) {
    return listening.recover(failure -> Future.failedFuture(explained(failure)));
  }

  private IOException explained(Throwable failure) {
    return new IOException(text(failure), failure);
  }

  private String text(Throwable failure) {
    String reason = String.valueOf(failure.getMessage());
    if (failure instanceof UnknownHostException) {
      return "the host %s is not known; %s sets it".formatted(host, HOST_SETTING);
    }
    if (failure instanceof BindException && reason.contains("annot assign")) {
      return "%s is not an address of this machine; %s sets it".formatted(host, HOST_SETTING);
    }
    return failure instanceof BindException && reason.contains("in use")
        ? "%s:%d is in use by another process; %s sets the port".formatted(host, port, setting)
        : "cannot listen on %s:%d: %s; %s sets the port".formatted(host, port, reason, setting);
  }
}
