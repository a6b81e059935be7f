package dev.patchbay.replicas;

import dev.patchbay.testkit.JavaProcess;
import dev.patchbay.testkit.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A replica in a JVM of its own, which can be killed. */
final class ReplicaProcess implements AutoCloseable {

  private static final Pattern CONTROL_PLANE =
      Pattern.compile(".*Patchbay listens on (http://[^ ]+).*");
  private static final Pattern CLIENTS = Pattern.compile(".*Clients: +(ws://[^/ ]+).*");

  private static final int SECONDS_MAX = 60;

  private final Process process;
  private final URI address;
  private final URI gateway;

  private ReplicaProcess(Process process, URI address, URI gateway) {
    this.process = process;
    this.address = address;
    this.gateway = gateway;
  }

  /** Starts one and waits until it listens. */
  static ReplicaProcess start(URI redis) throws IOException {
    return start(redis, Map.of());
  }

  /** The same with further settings. */
  static ReplicaProcess start(URI redis, Map<String, String> settings) throws IOException {
    ProcessBuilder command = JavaProcess.service();
    command.environment().put("PATCHBAY_REDIS_URI", redis.toString());
    command.environment().put("PATCHBAY_THROTTLE_RATE", "0");
    command.environment().put("PATCHBAY_ACCESS_LOG", "off");
    command.environment().putAll(settings);
    Process process = command.redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append(' ');
      Matcher controlPlane = CONTROL_PLANE.matcher(seen);
      Matcher clients = CLIENTS.matcher(seen);
      if (controlPlane.matches() && clients.matches()) {
        drain(output);
        return new ReplicaProcess(
            process, URI.create(controlPlane.group(1)), URI.create(clients.group(1)));
      }
    }
    throw new IOException("the replica did not start: " + seen);
  }

  /** A full pipe would stop the process. */
  private static void drain(BufferedReader output) {
    Thread reader =
        new Thread(
            () -> {
              try {
                while (output.readLine() != null) {}
              } catch (IOException e) {
                // The process has ended.
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** The control plane. */
  URI address() {
    return address;
  }

  /** For clients. */
  URI gateway() {
    return gateway;
  }

  /** For backends. */
  URI management() {
    return URI.create("http" + gateway.toString().substring(2));
  }

  /** SIGTERM; returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new AssertionError("the replica does not end");
    }
    return process.exitValue();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** The bytes of the objects that are reachable, after a full collection. */
  long liveHeapBytes() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String[] total = new String[0];
    try (BufferedReader output = asked.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("Total")) {
          total = line.trim().split("\\s+");
        }
      }
    }
    asked.waitFor();
    if (total.length != 3) {
      throw new IOException("no histogram of " + process.pid());
    }
    return Long.parseLong(total[2]);
  }

  /** SIGSTOP. */
  void pause() {
    Signal.send(process, "-STOP");
  }

  /** SIGCONT. */
  void resume() {
    Signal.send(process, "-CONT");
  }

  @Override
  public void close() {
    kill();
  }
}
