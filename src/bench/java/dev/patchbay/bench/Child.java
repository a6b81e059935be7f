package dev.patchbay.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * A JVM that the benchmark started.
 *
 * @param port where it listens
 */
record Child(Process process, int port) implements AutoCloseable {

  static final Path DIRECTORY = Path.of("target", "bench").toAbsolutePath();

  private static final int START_SECONDS_MAX = 60;
  private static final int END_SECONDS_MAX = 20;
  static final String JAR = Path.of("target", "patchbay.jar").toAbsolutePath().toString();
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /**
   * Starts the service, and nothing else than what is said here is set for it.
   *
   * @param java a JVM and its flags
   * @param jar the packaged service
   * @param settings environment variables beside the ports
   */
  static Child service(String name, List<String> java, String jar, Map<String, String> settings)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-jar", jar));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("PATCHBAY_"));
    builder.environment().put("PATCHBAY_HTTP_PORT", String.valueOf(port));
    builder.environment().put("PATCHBAY_MANAGEMENT_PORT", "0");
    builder.environment().put("PATCHBAY_GATEWAY_PORT", "off");
    builder.environment().putAll(settings);
    return new Child(start(name, builder), port);
  }

  /** Starts a main class of the tests. */
  static Child java(String name, List<String> flags, int port, Class<?> main, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(flags);
    // As the service sets it for itself.
    command.add("-Dvertx.disableWebsockets=true");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(String.valueOf(argument));
    }
    return new Child(start(name, new ProcessBuilder(command)), port);
  }

  private static Process start(String name, ProcessBuilder builder) throws IOException {
    Path directory = Files.createDirectories(DIRECTORY.resolve("logs"));
    File log = directory.resolve(name + ".log").toFile();
    return builder
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits for an answer, whatever it is, and returns this. */
  Child awaitAnswer() throws IOException {
    return awaitAnswer(status -> true);
  }

  /** Waits for an answer with a status that will do, and returns this. */
  Child awaitAnswer(IntPredicate status) throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v2/apis"))
            .timeout(Duration.ofSeconds(START_SECONDS_MAX))
            .build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        if (status.test(client.send(request, BodyHandlers.discarding()).statusCode())) {
          return this;
        }
      } catch (IOException notYet) {
        // The next one may be taken.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    close();
    throw new IOException(
        "no answer from "
            + process.info().commandLine().orElse("a process")
            + ", see "
            + DIRECTORY.resolve("logs"));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
