package dev.patchbay;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ServiceConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Does what its first argument names; without one it starts the service, and ends it on SIGTERM.
 */
public final class Main {

  private static final Map<String, Command> COMMANDS =
      Map.of(
          "export", BackupCommands::exportApis,
          "import", BackupCommands::importApis,
          "provider", ProviderCommand::run);

  private static final String USAGE =
      """
      usage: java -jar patchbay.jar                                     start the service
             java -jar patchbay.jar export [--account ID]... > FILE     write all APIs to a file
             java -jar patchbay.jar import [--account ID]... [--skip-existing] < FILE
                                                                        store the APIs of a file
             java -jar patchbay.jar provider [--port 8080] [--states-port 8081] [--states-host 127.0.0.1]
                                                                        start the service for verifiers
                                                                        of contracts
      Settings are environment variables, the same for all of them; the README lists them.""";

  private Main() {}

  public static void main(String[] arguments) {
    try {
      if (arguments.length > 0) {
        Runtime.getRuntime().halt(run(arguments));
      }
      PatchbayServer server = PatchbayServer.start(ServiceConfig.from(System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown"));
      System.out.println(server.announcement());
    } catch (ConfigException refused) {
      fail(String.valueOf(refused.getMessage()));
    } catch (Exception failure) {
      fail("Patchbay did not start: " + failure.getMessage());
    }
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
      return command.run(options, System.getenv(), streams);
    } catch (Command.UsageException misunderstood) {
      System.err.println(misunderstood.getMessage() + "\n" + USAGE);
      return Command.USAGE;
    } catch (ConfigException refused) {
      System.err.println(refused.getMessage());
    } catch (Exception failure) {
      System.err.println("Patchbay did not " + arguments[0] + ": " + failure.getMessage());
    }
    return Command.FAILED;
  }

  /** An orderly end on a signal is a success; a JVM left to itself would exit with 143. */
  private static void end(PatchbayServer server) {
    int status = 0;
    try {
      server.close();
    } catch (RuntimeException failure) {
      System.err.println("Patchbay did not end well: " + failure.getMessage());
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  private static void fail(String message) {
    System.err.println(message);
    Runtime.getRuntime().halt(1);
  }
}
