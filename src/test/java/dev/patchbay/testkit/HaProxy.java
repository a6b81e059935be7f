package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.restart.Replica;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A balancer that asks each replica five times a second whether it is ready. It tries nothing
 * twice, so that its clients see every failure behind it.
 */
public final class HaProxy implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      global
        stats socket %s mode 600 level user
      defaults
        mode http
        retries 0
        timeout connect 2s
        timeout client 30s
        timeout server 30s
        http-reuse always
      frontend callers
        bind 127.0.0.1:%d
        default_backend replicas
      backend replicas
        balance roundrobin
        option httpchk
        http-check send meth GET uri /health/ready ver HTTP/1.1 hdr Host patchbay
        http-check expect status 200
        timeout check 2s
        default-server check inter 200ms fall 3 rise 1
      %s
      """;

  private static final int STATUS_COLUMN = 17;
  private static final int REQUESTS_COLUMN = 7;

  private final Path socket;
  private final Process process;

  private HaProxy(Path socket, Process process) {
    this.socket = socket;
    this.process = process;
  }

  /** Where it is installed; Debian puts it where only root looks. */
  public static Optional<Path> program() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(directory -> Path.of(directory, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static HaProxy start(Path program, Path directory, int port, List<Replica> replicas)
      throws IOException {
    Path socket = directory.resolve("haproxy.sock");
    String servers =
        replicas.stream()
            .map(
                replica ->
                    "  server %s 127.0.0.1:%d check port %d"
                        .formatted(replica.name(), replica.port(), replica.managementPort()))
            .collect(Collectors.joining("\n"));
    Path file = directory.resolve("haproxy.cfg");
    Files.writeString(file, CONFIGURATION.formatted(socket, port, servers));
    ProcessBuilder command =
        new ProcessBuilder(program.toString(), "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy.log").toFile());
    return new HaProxy(socket, command.start());
  }

  /** Waits until it sends requests to the replica. */
  public void awaitUp(String replica) throws Exception {
    long begun = System.nanoTime();
    while (!status(replica).startsWith("UP")) {
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError(replica + " is " + status(replica));
      }
      Thread.sleep(50);
    }
  }

  /** How many requests it has sent to the replica. */
  public long requests(String replica) throws IOException {
    return Long.parseLong(column(replica, REQUESTS_COLUMN));
  }

  private String status(String replica) throws IOException {
    return Files.exists(socket) ? column(replica, STATUS_COLUMN) : "not there yet";
  }

  private String column(String replica, int column) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap("show stat\n".getBytes(UTF_8)));
      String table = new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
      return table
          .lines()
          .filter(line -> line.startsWith("replicas," + replica + ","))
          .map(line -> line.split(",", -1)[column])
          .findFirst()
          .orElse("unknown");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
