package dev.patchbay.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running redis-server 7.0.15 and its data directory.
 *
 * <p>It installs no shutdown hook: hooks run in no order, and this one would stop the server while
 * requests are drained. The owner closes it last. The next start on the same directory stops a
 * server that has outlived a killed JVM.
 */
public final class EmbeddedRedis implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

  /**
   * Another process can bind a free port before the server does; five times in a row is an error.
   */
  private static final int PORT_ATTEMPTS_MAX = 5;

  /** Receives restarts of the server. Called on threads of its own. */
  public interface Listener {

    /** The server was restarted on its data, at the same address. */
    void restarted();

    /**
     * The server cannot be started again. May call {@link #close}.
     *
     * @param reason a text without secrets
     */
    void lost(String reason);
  }

  private final DataDirectory directory;
  private final Path binary;
  private final AppendFsync fsync;
  private final ServerProcess first;
  private final AtomicReference<@Nullable Supervisor> supervisor = new AtomicReference<>();

  private EmbeddedRedis(
      DataDirectory directory, Path binary, AppendFsync fsync, ServerProcess first) {
    this.directory = directory;
    this.binary = binary;
    this.fsync = fsync;
    this.first = first;
  }

  /**
   * Starts a server on the data of the directory and waits until it answers: 5 seconds, or 60 while
   * it loads its append-only file. Blocks; not for an event loop.
   *
   * @param dataDirectory created with mode 0700 when absent; holds {@code lock}, {@code bin/},
   *     {@code appendonlydir/}, {@code redis.log} of this run and {@code redis.log.1} of the one
   *     before
   * @param fsync when a write reaches the disk
   * @throws IOException when the directory cannot be used or is in use, when there is no binary for
   *     this platform, or when the server dies or is not ready in time; the message then ends with
   *     the last lines of its log
   * @throws InterruptedException when interrupted while waiting; nothing is left running
   */
  public static EmbeddedRedis start(Path dataDirectory, AppendFsync fsync)
      throws IOException, InterruptedException {
    return start(dataDirectory, fsync, PortPicker.LOOPBACK);
  }

  static EmbeddedRedis start(Path dataDirectory, AppendFsync fsync, PortPicker ports)
      throws IOException, InterruptedException {
    RedisBinary.checkPlatform();
    DataDirectory directory = DataDirectory.lock(dataDirectory);
    try {
      OrphanServer.stop(directory);
      Path binary = RedisBinary.extractTo(directory.binaries());
      directory.prepare();
      EmbeddedRedis started =
          new EmbeddedRedis(directory, binary, fsync, launch(directory, binary, fsync, ports));
      log.info("Started {}", started);
      return started;
    } catch (Throwable e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Restarts the server when it dies, until {@link #close}. To be called once.
   *
   * @param listener is called after each end of the server process
   */
  public void keepAlive(Listener listener) {
    keepAlive(listener, Supervisor.PAUSES_MILLIS, System::nanoTime);
  }

  void keepAlive(Listener listener, List<Integer> pausesMillis, LongSupplier nanoClock) {
    Supervisor watching = new Supervisor(first, listener, pausesMillis, this::again, nanoClock);
    if (!supervisor.compareAndSet(null, watching)) {
      throw new IllegalStateException("it is kept alive already");
    }
    watching.start();
  }

  private ServerProcess again() throws IOException, InterruptedException {
    return first.again(binary, fsync);
  }

  private ServerProcess server() {
    Supervisor watching = supervisor.get();
    return watching == null ? first : watching.server();
  }

  /**
   * Returns the address {@code redis://:password@127.0.0.1:port}: a secret, unlike {@link
   * #toString}.
   */
  public URI uri() {
    return first.uri();
  }

  /** Returns the process id of the redis-server, which a restart changes. */
  public long pid() {
    return server().pid();
  }

  /**
   * Asks the server to flush its file and exit, kills it after 10 seconds, and releases the
   * directory. Blocks; does nothing when called again.
   */
  @Override
  public void close() {
    try {
      Supervisor watching = supervisor.get();
      if (watching != null) {
        watching.close();
      }
      server().stop();
    } finally {
      directory.close();
    }
  }

  @Override
  public String toString() {
    return "redis-server on port %d, pid %d, data in %s"
        .formatted(first.port(), pid(), directory.path());
  }

  private static ServerProcess launch(
      DataDirectory directory, Path binary, AppendFsync fsync, PortPicker ports)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return ServerProcess.launch(directory, binary, fsync, ports.pick());
      } catch (BindException e) {
        if (attempt == PORT_ATTEMPTS_MAX) {
          throw e;
        }
        log.info("Another process took the port first, trying the next one");
      }
    }
  }
}
