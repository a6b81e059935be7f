package dev.patchbay.consistency;

import dev.patchbay.testkit.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a JVM of its own, with an embedded Redis. */
final class ServiceProcess {

  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("Patchbay listens on (http://\\S+:\\d+) .*");

  private final Path directory;
  private Process process;
  private volatile URI address;

  private ServiceProcess(Path directory, Process process, URI address) {
    this.directory = directory;
    this.process = process;
    this.address = address;
  }

  /** Starts it and waits until it listens. */
  static ServiceProcess start(Path directory) throws IOException {
    Process process = launch(directory);
    return new ServiceProcess(directory, process, announced(process));
  }

  URI address() {
    return address;
  }

  /** SIGKILL, which leaves redis-server behind, and a start on the same data. */
  void killAndRestart() {
    try {
      process.destroyForcibly().onExit().join();
      process = launch(directory);
      address = announced(process);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** SIGTERM: Redis ends with the service. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static Process launch(Path directory) throws IOException {
    ProcessBuilder command = JavaProcess.service();
    command.environment().put("PATCHBAY_SHUTDOWN_SECONDS", "1");
    command.environment().put("PATCHBAY_THROTTLE_RATE", "0");
    command.environment().put("PATCHBAY_ACCESS_LOG", "off");
    command.environment().put("PATCHBAY_DATA_DIR", directory.resolve("data").toString());
    command.environment().putAll(Instances.PATIENT);
    return command.directory(directory.toFile()).redirectErrorStream(true).start();
  }

  /** Reads up to the announcement; the few log lines after it fit into the pipe. */
  private static URI announced(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher announcement = ANNOUNCEMENT.matcher(line);
      if (announcement.matches()) {
        return URI.create(announcement.group(1));
      }
      seen.append(line).append('\n');
    }
    throw new IOException("the service did not start:\n" + seen);
  }
}
