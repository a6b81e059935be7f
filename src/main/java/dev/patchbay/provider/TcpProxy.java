package dev.patchbay.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
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

  private static final int CHUNK_BYTES = 64 * 1024;

  /** A server on this machine accepts at once, or not at all. */
  private static final int CONNECT_MILLIS_MAX = 1_000;

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
  private final Map<Socket, InetAddress> sources = new ConcurrentHashMap<>();
  private final AtomicLong requestBytesLeft = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong replyBytesLeft = new AtomicLong(Long.MAX_VALUE);
  private final AtomicReference<Runnable> afterCut = new AtomicReference<>(() -> {});
  private volatile long delayMillis;
  private volatile Predicate<InetAddress> swallowing = source -> false;
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
    delayMillis = millis;
  }

  /** Forwards so many more bytes to the server, then closes the connection that sends more. */
  public void cutRequestsAfter(long bytes) {
    requestBytesLeft.set(bytes);
  }

  /** Forwards so many more bytes from the server, then closes the connection that receives more. */
  public void cutRepliesAfter(long bytes) {
    replyBytesLeft.set(bytes);
  }

  /** Runs an action once, after a cut and before its connection is closed. */
  public void afterNextCut(Runnable action) {
    afterCut.set(action);
  }

  /** Drops all bytes, as a partition does. */
  public void blackHole() {
    swallowing = source -> true;
  }

  /** Drops all bytes between the server and the clients of this address. */
  public void blackHole(InetAddress from) {
    swallowing = from::equals;
  }

  /** Closes all open connections, and new ones at once. */
  public void refuse() {
    refusing = true;
    cutAll();
  }

  /** Closes all open connections, in both directions. */
  public void cutAll() {
    sources.keySet().forEach(TcpProxy::close);
  }

  /** Ends all faults, and closes the connections that lost bytes to {@link #blackHole}. */
  public void heal() {
    delayMillis = 0;
    refusing = false;
    requestBytesLeft.set(Long.MAX_VALUE);
    replyBytesLeft.set(Long.MAX_VALUE);
    Predicate<InetAddress> swallowed = swallowing;
    sources.forEach(
        (socket, source) -> {
          if (swallowed.test(source)) {
            close(socket);
          }
        });
    swallowing = source -> false;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refusing) {
          close(client);
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
      Socket server = new Socket();
      server.connect(target, CONNECT_MILLIS_MAX);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      InetAddress source = client.getInetAddress();
      sources.put(client, source);
      sources.put(server, source);
      threads.execute(() -> pump(client, server, source, requestBytesLeft, taps.get()));
      threads.execute(() -> pump(server, client, source, replyBytesLeft, (chunk, length) -> {}));
    } catch (IOException ignored) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to, InetAddress source, AtomicLong bytesLeft, Tap tap) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
        if (delayMillis > 0) {
          Thread.sleep(delayMillis);
        }
        if (swallowing.test(source)) {
          continue;
        }
        tap.passing(chunk, read);
        long left = bytesLeft.getAndAdd(-read);
        output.write(chunk, 0, (int) Math.max(0, Math.min(read, left)));
        if (left < read) {
          bytesLeft.set(Long.MAX_VALUE);
          afterCut.getAndSet(() -> {}).run();
          return;
        }
      }
    } catch (IOException | InterruptedException ignored) {
      // Both sides are closed, whichever one ended.
    } finally {
      sources.remove(from);
      sources.remove(to);
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
