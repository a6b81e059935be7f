package dev.patchbay.cli;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.provider.ContractProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands and their options, one method each. */
@Command(
    name = "patchbay",
    description = "A self-hosted Amazon API Gateway v2 for WebSocket APIs.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "'patchbay' stands for 'java -jar patchbay.jar'. Without a command it serves.",
      "Settings are environment variables, the same for all commands; 'patchbay serve"
          + " --print-config' lists them."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Everything was done; a service ended on a signal.",
      "1:Something was not done; the messages name it.",
      "2:The arguments are wrong; nothing was begun."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    scope = ScopeType.INHERIT)
public final class Commands {

  private static final String ACCOUNT_DESCRIPTION =
      "An account, instead of those of the settings; may be repeated.";

  private final Map<String, String> environment;
  private final Streams streams;

  private Commands(Map<String, String> environment, Streams streams) {
    this.environment = environment;
    this.streams = streams;
  }

  /**
   * Runs the command that the arguments name, to its end.
   *
   * @return the exit status of the process
   */
  public static int run(String[] arguments, Map<String, String> environment, Streams streams) {
    Commands commands = new Commands(environment, streams);
    if (arguments.length == 0) {
      // Nothing is to be parsed, and to load picocli takes a tenth of a start.
      return commands.serve(false);
    }
    return new CommandLine(commands)
        .addSubcommand(new EvaluateCommand(environment, streams))
        .addSubcommand(new ConformanceCommand(environment, streams))
        .addSubcommand(new HelpCommand())
        .addSubcommand(new GenerateCompletion())
        .setOut(new PrintWriter(streams.output(), true, Charset.defaultCharset()))
        .setErr(new PrintWriter(streams.messages(), true, Charset.defaultCharset()))
        .setParameterExceptionHandler(UsageErrors::report)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> commands.fail(command.getCommandName(), e))
        .execute(arguments);
  }

  /** Whether the output of the process is a terminal that shows colours. */
  public static boolean isTerminal() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }

  @Command(name = "serve", description = "Serves until SIGTERM; the default.")
  int serve(
      @Option(
              names = "--print-config",
              description =
                  "Prints every setting, its value and whether it is set, and ends. Secrets are"
                      + " not shown.")
          boolean printConfig) {
    try {
      ServeCommand serve = new ServeCommand(environment, streams);
      return printConfig ? serve.printConfig() : serve.run();
    } catch (ConfigException | IOException e) {
      return fail("serve", e);
    }
  }

  @Command(name = "export", description = "Writes all APIs to a file or to standard output.")
  int exportApis(
      @Option(
              names = "--account",
              paramLabel = "ID",
              description = ACCOUNT_DESCRIPTION,
              converter = OptionTypes.AccountId.class)
          @Nullable SortedSet<String> accountIds,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description =
                  "Writes to a file, which is replaced when everything has been exported and is on"
                      + " the disk.")
          @Nullable Path output)
      throws Exception {
    return logged(log -> new ExportCommand(environment, streams).run(orNone(accountIds), output));
  }

  @Command(name = "import", description = "Stores the APIs of a file or of standard input.")
  int importApis(
      @Option(
              names = "--account",
              paramLabel = "ID",
              description = ACCOUNT_DESCRIPTION,
              converter = OptionTypes.AccountId.class)
          @Nullable SortedSet<String> accountIds,
      @Option(names = "--skip-existing", description = "Skips APIs that exist already.")
          boolean skipExisting,
      @Option(names = "--input", paramLabel = "FILE", description = "Reads from a file.")
          @Nullable Path input)
      throws Exception {
    return logged(
        log ->
            new ImportCommand(environment, streams).run(orNone(accountIds), skipExisting, input));
  }

  @Command(name = "provider", description = "Serves in contract mode, for verifiers of contracts.")
  int provider(
      @Option(
              names = "--port",
              paramLabel = "PORT",
              defaultValue = "8180",
              description =
                  "The port of the service; 0 picks a free one. Default: ${DEFAULT-VALUE}",
              converter = OptionTypes.Port.class)
          int port,
      @Option(
              names = "--states-port",
              paramLabel = "PORT",
              defaultValue = "8181",
              description = "The port of the states; 0 picks a free one. Default: ${DEFAULT-VALUE}",
              converter = OptionTypes.Port.class)
          int statesPort,
      @Option(
              names = "--states-host",
              paramLabel = "HOST",
              defaultValue = "127.0.0.1",
              description = "The address of the states. Default: ${DEFAULT-VALUE}")
          String statesHost,
      @Mixin IntegrationOptions integration)
      throws Exception {
    ContractProvider.Options options =
        new ContractProvider.Options(port, statesHost, statesPort, integration.single());
    return logged(log -> new ProviderCommand(environment, streams).run(options, log));
  }

  /** A command that logs; returns the exit status. */
  @FunctionalInterface
  private interface LoggingCommand {
    int run(ProcessLog log) throws Exception;
  }

  private int logged(LoggingCommand command) throws Exception {
    try (ProcessLog log = ProcessLog.open(ServiceConfig.from(environment).logs(), environment)) {
      return command.run(log);
    }
  }

  private static Set<String> orNone(@Nullable Set<String> accountIds) {
    return accountIds == null ? Set.of() : accountIds;
  }

  private int fail(String command, Exception e) {
    String reason =
        e instanceof ConfigException
            ? e.getMessage()
            : "patchbay %s failed: %s".formatted(command, e.getMessage());
    streams.messages().println(reason);
    return ExitStatus.FAILED;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Commands.class.getPackage().getImplementationVersion();
      return new String[] {"patchbay " + (version == null ? "unpackaged" : version)};
    }
  }
}
