package dev.patchbay.restart;

import dev.patchbay.testkit.JavaProcess;
import dev.patchbay.testkit.TestPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process, on ports that it keeps when it is started again. */
public final class Replica implements AutoCloseable {

  private final String name;
  private final int port;
  private final int managementPort;
  private final Path directory;
  private final Map<String, String> settings;
  private Process process;

  private Replica(String name, Path directory, Map<String, String> settings) throws IOException {
    this.name = name;
    this.port = TestPorts.pick();
    this.managementPort = TestPorts.pick();
    this.directory = directory;
    this.settings = settings;
    this.process = launch();
  }

  static Replica start(String name, Path directory, Map<String, String> settings)
      throws IOException {
    return new Replica(name, directory, settings);
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public int managementPort() {
    return managementPort;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * SIGTERM, and a start as soon as it has ended.
   *
   * @return from the signal to the end, in milliseconds
   */
  long restart() throws Exception {
    long begun = System.nanoTime();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end");
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    if (process.exitValue() != 0) {
      throw new AssertionError(name + " ended with " + process.exitValue());
    }
    process = launch();
    return millis;
  }

  private Process launch() throws IOException {
    ProcessBuilder command = JavaProcess.packagedJar();
    command.environment().putAll(settings);
    command.environment().put("PATCHBAY_HTTP_PORT", String.valueOf(port));
    command.environment().put("PATCHBAY_MANAGEMENT_PORT", String.valueOf(managementPort));
    return command
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".log").toFile()))
        .start();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
