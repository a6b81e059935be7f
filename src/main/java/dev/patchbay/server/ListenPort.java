package dev.patchbay.server;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address to listen on, and what its failures are called.
 *
 * @param port 0 for a free one
 * @param setting the setting or option of the port
 */
public record ListenPort(String host, int port, String setting) {

  private static final String HOST_SETTING = "PATCHBAY_HTTP_HOST";

  /**
   * Binds each of the ports for a moment, so that a start which cannot succeed fails before it has
   * done anything. Blocks.
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
      // As the service binds it: connections in TIME_WAIT do not make the port taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw explained(e);
    }
  }

  /** A failure of listening, for people. */
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
