package dev.patchbay.cli;

import dev.patchbay.cases.CaseFiles;
import dev.patchbay.cases.CaseRun;
import dev.patchbay.cases.InputException;
import dev.patchbay.cases.IntegrationChoice;
import dev.patchbay.cases.LintReport;
import dev.patchbay.cases.ServiceIntegrations;
import dev.patchbay.cases.Style;
import dev.patchbay.cases.TestedIntegration;
import dev.patchbay.conformance.RequestSigning;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Evaluates cases against integration responses, without a service or a store of its own. */
@Command(
    name = "evaluate",
    description =
        "Evaluates integration responses on the replies in files, and compares the frames.")
final class EvaluateCommand implements Callable<Integer> {

  private final Map<String, String> environment;
  private final Streams streams;
  private final Style style;

  @Mixin private final EvaluateOptions options = new EvaluateOptions();

  @Spec private @Nullable CommandSpec spec;

  EvaluateCommand(Map<String, String> environment, Streams streams) {
    this.environment = environment;
    this.streams = streams;
    this.style = Style.of(environment, streams.isTerminal());
  }

  @Override
  public Integer call() throws InputException, IOException {
    Optional<String> contradiction = options.contradiction();
    if (contradiction.isPresent() && spec != null) {
      throw new ParameterException(spec.commandLine(), contradiction.get());
    }
    List<TestedIntegration> integrations = integrations();
    if (!options.cases().isEmpty()) {
      return run(IntegrationChoice.single(integrations));
    }
    print(new LintReport(style).of(integrations, List.of()));
    return ExitStatus.DONE;
  }

  /** Signs requests without a body. */
  private UnaryOperator<HttpRequest> reading() {
    RequestSigning signing =
        RequestSignature.of(environment, RequestSignature.region(environment), Clock.systemUTC());
    return request -> signing.sign(request, new byte[0], "apigateway");
  }

  private List<TestedIntegration> integrations() throws InputException {
    if (options.endpoint() != null) {
      return new ServiceIntegrations(options.endpoint(), reading())
          .read(options.integration().apiId(), options.integration().integrationId());
    }
    return options.integration().read();
  }

  private int run(TestedIntegration integration) throws InputException, IOException {
    CaseRun run =
        new CaseRun(
            integration,
            System::nanoTime,
            options.update() ? Optional.of(AtomicFile::replaceText) : Optional.empty());
    CaseFiles.find(options.cases(), others()).forEach(run::run);
    print(run.report(style));
    if (options.lint()) {
      print(new LintReport(style).of(List.of(integration), run.replies()));
    }
    if (options.junitXml() != null) {
      AtomicFile.replaceText(options.junitXml(), run.junitXml());
    }
    return run.failed() ? ExitStatus.FAILED : ExitStatus.DONE;
  }

  /** Files in the folders of cases that are no cases. */
  private Set<Path> others() {
    Set<Path> others = new HashSet<>();
    options.integration().files().forEach(file -> others.add(CaseFiles.absolute(file)));
    return others;
  }

  private void print(List<String> lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    streams.output().write(text.getBytes(Charset.defaultCharset()));
  }
}
