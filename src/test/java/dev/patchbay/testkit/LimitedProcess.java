package dev.patchbay.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a JVM of its own with the flags of the image and the memory of a pod. */
public final class LimitedProcess implements AutoCloseable {

  /**
   * As in the image, but without the second compiler, which costs more than it gains in seconds;
   * {@code MaxRAM} is the pod's limit.
   */
  private static final List<String> FLAGS =
      List.of(
          "-XX:MaxRAM=512m",
          "-XX:+UseParallelGC",
          "-XX:MaxRAMPercentage=35",
          "-XX:NewRatio=1",
          "-XX:-DontCompileHugeMethods",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");

  private static final Pattern ANNOUNCEMENT =
      Pattern.compile(
          "Patchbay listens on (https?://\\S+:\\d+) \\(management: (http://\\S+:\\d+)\\).*");

  private static final long START_SECONDS_MAX = 60;

  private final Process process;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<List<URI>> addresses = new CompletableFuture<>();

  private LimitedProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "output of the service");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it on free ports and waits until it listens.
   *
   * @param redis where it keeps its data
   * @param settings settings beside the defaults of every such process, which they may replace
   */
  public static LimitedProcess start(URI redis, Map<String, String> settings) throws Exception {
    ProcessBuilder builder = JavaProcess.service(FLAGS).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATCHBAY_REDIS_URI", redis.toString());
    environment.put("PATCHBAY_THROTTLE_RATE", "0");
    environment.put("PATCHBAY_ACCESS_LOG", "off");
    environment.put("PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "8000");
    environment.put("PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "8000");
    environment.put("PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "16000");
    environment.putAll(settings);
    LimitedProcess started = new LimitedProcess(builder.start());
    try {
      started.addresses.get(START_SECONDS_MAX, TimeUnit.SECONDS);
      return started;
    } catch (Exception e) {
      started.close();
      throw new IOException("the service did not start:\n" + started.output(), e);
    }
  }

  /** Where the control plane listens. */
  public URI address() {
    return addresses.join().get(0);
  }

  /** Where health and metrics are. */
  public URI managementAddress() {
    return addresses.join().get(1);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has written so far. */
  public String output() {
    return String.join("\n", output);
  }

  /** Kills it; its Redis is not its own. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher announcement = ANNOUNCEMENT.matcher(line);
        if (announcement.matches()) {
          addresses.complete(
              List.of(URI.create(announcement.group(1)), URI.create(announcement.group(2))));
        }
      }
      addresses.completeExceptionally(new IOException("the process has ended"));
    } catch (IOException e) {
      addresses.completeExceptionally(new UncheckedIOException(e));
    }
  }
}
