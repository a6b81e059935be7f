package dev.patchbay;

import dev.patchbay.cli.BackupCommands;
import dev.patchbay.cli.Command;
import dev.patchbay.cli.ProviderCommand;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.LogConfig;
import dev.patchbay.config.LogFormat;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.config.UnknownSettings;
import dev.patchbay.logs.LogOutput;
import dev.patchbay.server.PatchbayServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Does what its first argument names; without one it starts the service, and ends it on SIGTERM.
 */
public final class Main {

  private static final Map<String, Command> COMMANDS =
      Map.of(
          "export", BackupCommands::exportApis,
          "import", BackupCommands::importApis,
          "provider", ProviderCommand::run);

  /** What a command did not do, where its name is not the verb. */
  private static final Map<String, String> VERBS = Map.of("provider", "start in contract mode");

  private static final String USAGE =
      """
      usage: java -jar patchbay.jar                                     start the service
             java -jar patchbay.jar export [--account ID]... > FILE     write all APIs to a file
             java -jar patchbay.jar import [--account ID]... [--skip-existing] < FILE
                                                                        store the APIs of a file
             java -jar patchbay.jar provider [--port 8090] [--states-port 8091] [--states-host 127.0.0.1]
                                                                        start the service for verifiers
                                                                        of contracts
      Settings are environment variables, the same for all of them;
      the guide to configuration (src/site/markdown/configuration.md) lists them.\
      """;

  /** A start that takes longer has failed. */
  private static final int START_SECONDS_MAX = 60;

  private Main() {}

  public static void main(String[] arguments) {
    try {
      if (arguments.length > 0) {
        Runtime.getRuntime().halt(run(arguments));
      }
      start(ServiceConfig.from(System.getenv()));
    } catch (ConfigException refused) {
      System.err.println(refused.getMessage());
      Runtime.getRuntime().halt(1);
    }
  }

  private static void start(ServiceConfig config) {
    LogOutput log = log(config.logs());
    boolean forPeople = config.logs().format() == LogFormat.TEXT;
    Consumer<String> complain = forPeople ? System.err::println : logger()::error;
    try {
      // Before the start, for a service that is ready may be told to end at any moment.
      CompletableFuture<PatchbayServer> starting = new CompletableFuture<>();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(starting, log), "shutdown"));
      PatchbayServer server = PatchbayServer.start(config);
      starting.complete(server);
      Consumer<String> announce = forPeople ? System.out::println : logger()::info;
      announce.accept(server.announcement());
      server
          .lost()
          .thenAccept(
              reason -> {
                complain.accept("Patchbay ends, for it cannot go on: " + reason);
                // The shutdown hook ends what is left, and with this status.
                Runtime.getRuntime().exit(1);
              });
    } catch (Exception failure) {
      complain.accept("Patchbay did not start: " + failure.getMessage());
      log.close();
      Runtime.getRuntime().halt(1);
    }
  }

  private static LogOutput log(LogConfig config) {
    LogOutput log =
        LogOutput.open(
            LogOutput.Format.valueOf(config.format().name()),
            Level.valueOf(config.level().name()),
            config.access().errors() || config.access().oneSuccessIn() > 0);
    UnknownSettings.describe(System.getenv()).forEach(logger()::warn);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> logger().error("Thread {} has ended", thread.getName(), failure));
    return log;
  }

  /** Not a constant, for the log must be set up before the first logger is asked for. */
  private static Logger logger() {
    return LoggerFactory.getLogger(Main.class);
  }

  private static int run(String[] arguments) {
    List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
    // Not System.out, which would hide that the disk is full.
    Command.Streams streams =
        new Command.Streams(System.in, new FileOutputStream(FileDescriptor.out), System.err);
    try {
      Command command = COMMANDS.get(arguments[0]);
      if (command == null) {
        throw new Command.UsageException("not understood: " + arguments[0]);
      }
      LogOutput log = log(ServiceConfig.from(System.getenv()).logs());
      try {
        return command.run(options, System.getenv(), streams);
      } finally {
        log.close();
      }
    } catch (Command.UsageException misunderstood) {
      System.err.println(misunderstood.getMessage() + "\n" + USAGE);
      return Command.USAGE;
    } catch (ConfigException refused) {
      System.err.println(refused.getMessage());
    } catch (Exception failure) {
      String verb = VERBS.getOrDefault(arguments[0], arguments[0]);
      System.err.println("Patchbay did not " + verb + ": " + failure.getMessage());
    }
    return Command.FAILED;
  }

  private static boolean isLost(CompletableFuture<PatchbayServer> starting) {
    return starting.isDone()
        && !starting.isCompletedExceptionally()
        && starting.join().lost().toCompletableFuture().isDone();
  }

  /** An orderly end on a signal is a success; a JVM left to itself would exit with 143. */
  private static void end(CompletableFuture<PatchbayServer> starting, LogOutput log) {
    int status = isLost(starting) ? 1 : 0;
    logger().info("Patchbay is stopping");
    try {
      starting.get(START_SECONDS_MAX, TimeUnit.SECONDS).close();
      logger().info("Patchbay has stopped");
    } catch (Exception failure) {
      logger().error("Patchbay did not end well: {}", failure.getMessage());
      status = 1;
    }
    log.close();
    Runtime.getRuntime().halt(status);
  }
}
