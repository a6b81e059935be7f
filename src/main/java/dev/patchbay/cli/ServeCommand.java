package dev.patchbay.cli;

import dev.patchbay.config.LogFormat;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.config.SettingInForce;
import dev.patchbay.config.UnknownSettings;
import dev.patchbay.server.Announcement;
import dev.patchbay.server.PatchbayServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the service, and ends it on SIGTERM or when it cannot go on. */
final class ServeCommand {

  /** A start that takes longer has failed. */
  private static final int START_SECONDS_MAX = 60;

  private final Map<String, String> environment;
  private final Streams streams;
  private final ServiceConfig config;
  private final CompletableFuture<PatchbayServer> starting = new CompletableFuture<>();

  /**
   * A service that has not started.
   *
   * @throws dev.patchbay.config.ConfigException when a setting is not allowed
   */
  ServeCommand(Map<String, String> environment, Streams streams) {
    this.environment = environment;
    this.streams = streams;
    this.config = ServiceConfig.from(environment);
  }

  /** Blocks until the service cannot go on; a signal ends the process before it returns. */
  int run() {
    ProcessLog log = ProcessLog.open(config.logs(), environment);
    boolean terminal = config.logs().format() == LogFormat.TEXT;
    // A service that is ready may get a signal at any moment.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(log), "shutdown"));
    try {
      PatchbayServer server = PatchbayServer.start(config);
      announce(server.announcement(), terminal);
      log.started();
      starting.complete(server);
      complain(
          "Patchbay ends, for it cannot go on: " + server.lost().toCompletableFuture().join(),
          terminal);
    } catch (Exception e) {
      starting.completeExceptionally(e);
      complain("Patchbay did not start: " + e.getMessage(), terminal);
      log.close();
    }
    return ExitStatus.FAILED;
  }

  private void announce(Announcement announcement, boolean terminal) {
    if (terminal) {
      // Not with exceptions, for the service does not need a reader of its output.
      PrintStream output = new PrintStream(streams.output(), true, Charset.defaultCharset());
      announcement.lines().forEach(output::println);
    } else {
      logger().info(announcement.line());
    }
  }

  private void complain(String reason, boolean terminal) {
    if (terminal) {
      streams.messages().println(reason);
    } else {
      logger().error(reason);
    }
  }

  int printConfig() throws IOException {
    UnknownSettings.describe(environment).forEach(streams.messages()::println);
    List<SettingInForce> settings = SettingInForce.all(environment);
    int width = settings.stream().mapToInt(setting -> setting.name().length()).max().orElse(1);
    String line = "%-" + width + "s  %-7s  %s";
    String lines =
        settings.stream()
            .map(
                setting ->
                    line.formatted(
                        setting.name(), setting.isSet() ? "set" : "default", setting.value()))
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n", "", "\n"));
    streams.output().write(lines.getBytes(Charset.defaultCharset()));
    return ExitStatus.DONE;
  }

  /** The log must be open before the first logger is created. */
  private static Logger logger() {
    return LoggerFactory.getLogger(ServeCommand.class);
  }

  private boolean isLost() {
    return starting.isDone() && starting.join().lost().toCompletableFuture().isDone();
  }

  /** An orderly end on a signal is a success; without this the JVM would exit with 143. */
  private void end(ProcessLog log) {
    if (starting.isCompletedExceptionally()) {
      return;
    }
    int status = isLost() ? ExitStatus.FAILED : ExitStatus.DONE;
    logger().info("Patchbay is stopping");
    try {
      starting.get(START_SECONDS_MAX, TimeUnit.SECONDS).close();
      logger().info("Patchbay has stopped");
    } catch (Exception e) {
      logger().error("Patchbay did not end well: {}", e.getMessage());
      status = ExitStatus.FAILED;
    }
    log.close();
    Runtime.getRuntime().halt(status);
  }
}
