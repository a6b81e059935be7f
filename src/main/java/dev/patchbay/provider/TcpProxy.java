package dev.patchbay.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * A TCP proxy on loopback that injects faults. Every fault can be set at any time, from any thread,
 * and holds for open and new connections until {@link #heal}; a cut after some bytes happens once.
 *
 * <pre>
 * try (TcpProxy proxy = TcpProxy.to(redis.port())) {
 *   proxy.delay(100);                 // each chunk, each way, 100 ms later
 *   proxy.cutRequestsAfter(40);       // 40 more bytes to the server, then both sides are closed
 *   proxy.cutRepliesAfter(0);         // the server gets all, its next reply is lost with the connection
 *   proxy.blackHole();                // bytes vanish both ways, connections stay and are accepted
 *   proxy.blackHole(address);         // the same for clients that come from there alone
 *   proxy.refuse();                   // open ones are closed, new ones too, at once
 *   proxy.heal();
 * }
 * </pre>
 *
 * <p>The two byte counts are of the whole proxy and not of one connection, and count from the call.
 */
public final class TcpProxy implements AutoCloseable {

  /** Receives the bytes that a client sends, before the server does. */
  @FunctionalInterface
  interface Tap {

    /** Receives the next bytes; they are forwarded when this returns. */
    void passing(byte[] chunk, int length);
  }

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final Supplier<Tap> taps;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tcp-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<TcpConnection> open = ConcurrentHashMap.newKeySet();
  private final TcpFaults faults = new TcpFaults();
  private volatile boolean refusing;

  private TcpProxy(ServerSocket listening, InetSocketAddress target, Supplier<Tap> taps) {
    this.listening = listening;
    this.target = target;
    this.taps = taps;
  }

  /** Listens on a free port and forwards to the target, both on 127.0.0.1. */
  public static TcpProxy to(int target) {
    return to(new InetSocketAddress(loopback(), target), () -> (chunk, length) -> {});
  }

  /**
   * Listens on a free port of 127.0.0.1 and forwards to the target.
   *
   * @param taps makes a tap for each connection; the tap runs on the connection's thread and may
   *     block
   */
  static TcpProxy to(InetSocketAddress target, Supplier<Tap> taps) {
    try {
      TcpProxy proxy = new TcpProxy(new ServerSocket(0, 512, loopback()), target, taps);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Delays all further bytes, in both directions. */
  public void delay(long millis) {
    faults.delay(millis);
  }

  /** Forwards so many more bytes to the server, then closes the connection that sends more. */
  public void cutRequestsAfter(long bytes) {
    faults.requestBytesLeft().set(bytes);
  }

  /** Forwards so many more bytes from the server, then closes the connection that receives more. */
  public void cutRepliesAfter(long bytes) {
    faults.replyBytesLeft().set(bytes);
  }

  /** Runs an action once, after a cut and before its connection is closed. */
  public void afterNextCut(Runnable action) {
    faults.afterNextCut(action);
  }

  /** Drops all bytes, as a partition does. */
  public void blackHole() {
    faults.drop(source -> true);
  }

  /** Drops all bytes between the server and the clients of this address. */
  public void blackHole(InetAddress from) {
    faults.drop(from::equals);
  }

  /** Closes all open connections, and new ones at once. */
  public void refuse() {
    refusing = true;
    cutAll();
  }

  /** Closes all open connections, in both directions. */
  public void cutAll() {
    open.forEach(TcpConnection::close);
  }

  /** Ends all faults, and closes the connections that lost bytes to {@link #blackHole}. */
  public void heal() {
    refusing = false;
    // Closed before the bytes pass again, which would follow lost ones.
    open.stream().filter(TcpConnection::isDropped).forEach(TcpConnection::close);
    faults.heal();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refusing) {
          TcpConnection.close(client);
          continue;
        }
        connect(client);
      } catch (IOException | RejectedExecutionException ignored) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      TcpConnection connection = TcpConnection.open(client, target, faults);
      open.add(connection);
      threads.execute(() -> forward(connection, () -> connection.forwardRequests(taps.get())));
      threads.execute(() -> forward(connection, connection::forwardReplies));
    } catch (IOException ignored) {
      TcpConnection.close(client);
    }
  }

  private void forward(TcpConnection connection, Runnable direction) {
    try {
      direction.run();
    } finally {
      open.remove(connection);
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
    threads.shutdownNow();
  }
}
