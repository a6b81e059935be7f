package dev.patchbay.cli;

import dev.patchbay.cases.InputException;
import dev.patchbay.cases.Style;
import dev.patchbay.conformance.CaseResult;
import dev.patchbay.conformance.CaseTable;
import dev.patchbay.conformance.ConformanceCase;
import dev.patchbay.conformance.ConformanceReport;
import dev.patchbay.conformance.ConformanceRun;
import dev.patchbay.conformance.Endpoint;
import dev.patchbay.conformance.GatewayAddress;
import dev.patchbay.conformance.Leftovers;
import dev.patchbay.conformance.NoAnswerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares a service with the recorded answers of AWS and with the decisions of Patchbay. */
@Command(
    name = "conformance",
    description =
        "Compares any service that speaks this API with what is recorded of AWS, and with the"
            + " decisions of Patchbay.",
    exitCodeList = {
      "0:Everything is as recorded or as decided.",
      "1:A case differs; or something that the run made is still there.",
      "2:The arguments are wrong, or the question was not answered; nothing was begun."
    })
final class ConformanceCommand implements Callable<Integer> {

  private final Map<String, String> environment;
  private final Streams streams;
  private final ConformanceReport report;

  @Mixin private final ConformanceOptions options = new ConformanceOptions();

  @Spec private @Nullable CommandSpec spec;

  ConformanceCommand(Map<String, String> environment, Streams streams) {
    this.environment = environment;
    this.streams = streams;
    this.report = new ConformanceReport(Style.of(environment, streams.isTerminal()));
  }

  @Override
  public Integer call() throws InputException, IOException, NoAnswerException {
    CaseTable table = CaseTable.read();
    Optional<String> contradiction = options.contradiction(table.cases());
    if (contradiction.isPresent() && spec != null) {
      throw new ParameterException(spec.commandLine(), contradiction.get());
    }
    List<ConformanceCase> cases = options.selected(table.cases());
    if (options.list()) {
      cases.forEach(each -> print(ConformanceReport.line(each)));
      return ExitStatus.DONE;
    }
    if (!isAllowed()) {
      return ExitStatus.USAGE;
    }
    String region = options.region().orElseGet(() -> RequestSignature.region(environment));
    Endpoint endpoint =
        new Endpoint(
            options.endpoint(),
            RequestSignature.of(environment, region, Clock.systemUTC()),
            TimeUnit.MILLISECONDS::sleep,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    endpoint.reach();
    return options.clean() ? clean(endpoint) : run(endpoint, table, region, cases);
  }

  private int run(Endpoint endpoint, CaseTable table, String region, List<ConformanceCase> cases)
      throws IOException {
    byte[] id = new byte[4];
    new SecureRandom().nextBytes(id);
    ConformanceRun run =
        new ConformanceRun(
            endpoint,
            options.gateway(),
            StoreSession.SERVED.types(),
            table,
            region,
            HexFormat.of().formatHex(id));
    Thread end = new Thread(() -> remove(run), "conformance-end");
    Runtime.getRuntime().addShutdownHook(end);
    print(ConformanceReport.head());
    List<CaseResult> results = run.run(cases, result -> report.lines(result).forEach(this::print));
    forget(end);
    print(report.summary(results));
    if (options.json() != null) {
      AtomicFile.replaceText(options.json(), ConformanceReport.json(endpoint.address(), results));
    }
    run.failures().forEach(streams.messages()::println);
    boolean isDone = run.failures().isEmpty() && results.stream().noneMatch(CaseResult::differs);
    return isDone ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  /** Runs when the process is ended before the run is. */
  private void remove(ConformanceRun run) {
    streams.messages().println("The run is interrupted; what it made is removed.");
    run.stop().forEach(streams.messages()::println);
  }

  /** The hook stays where the process ends already. */
  private static void forget(Thread end) {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException ignored) {
      // The hook deletes the resources of the run.
    }
  }

  private int clean(Endpoint endpoint) {
    Leftovers.Removed removed = new Leftovers(endpoint).remove(Leftovers.PREFIX);
    removed.removed().forEach(name -> print("removed " + name));
    removed.failures().forEach(streams.messages()::println);
    return removed.failures().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  /** Asks before anything is called that is not on this machine. */
  private boolean isAllowed() throws IOException {
    List<URI> addresses =
        Stream.concat(
                Stream.of(options.endpoint()),
                options.gateway().map(GatewayAddress::example).stream())
            .toList();
    if (options.yes() || addresses.stream().allMatch(Endpoint::isLoopback)) {
      return true;
    }
    PrintStream messages = streams.messages();
    messages.print(
        (options.clean()
                ? "This removes everything at %s whose name begins with %s."
                : "This makes and removes APIs at %s whose names begin with %s.")
            .formatted(options.endpoint(), Leftovers.PREFIX));
    messages.print(" Go on? [y/N] ");
    messages.flush();
    String answer =
        new BufferedReader(new InputStreamReader(streams.input(), Charset.defaultCharset()))
            .readLine();
    if (answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
      return true;
    }
    messages.println("Nothing was called; --yes answers the question.");
    return false;
  }

  private void print(String line) {
    try {
      streams.output().write((line + "\n").getBytes(Charset.defaultCharset()));
      streams.output().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
