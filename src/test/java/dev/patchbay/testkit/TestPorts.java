package dev.patchbay.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for the servers of tests, below the ports that the operating system gives to connections.
 * So a server that was killed finds its port free when it starts again, regardless of other test
 * processes.
 */
public final class TestPorts {

  private static final int FIRST = 10_240;
  private static final int LAST = 20_239;

  /** From the port of a node of a Redis Cluster to that of the Cluster's bus. */
  private static final int TO_BUS = 10_000;

  private static final Set<Integer> PICKED = ConcurrentHashMap.newKeySet();

  private TestPorts() {}

  /** Returns a port that nothing listens on, and that this process does not pick again. */
  public static int pick() {
    for (int attempt = 0; attempt <= LAST - FIRST; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port) && isFree(port + TO_BUS) && PICKED.add(port)) {
        return port;
      }
    }
    throw new AssertionError("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket =
        new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.isBound();
    } catch (IOException ignored) {
      return false;
    }
  }
}
