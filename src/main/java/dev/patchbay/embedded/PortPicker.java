package dev.patchbay.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a free TCP port; another process may bind it before the caller does. */
@FunctionalInterface
interface PortPicker {

  /** Asks the operating system for a port that nothing on loopback listens on. */
  PortPicker LOOPBACK =
      () -> {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
          return socket.getLocalPort();
        }
      };

  int pick() throws IOException;

  /** 127.0.0.1, where {@code InetAddress.getLoopbackAddress()} may be ::1 by the JVM's settings. */
  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
