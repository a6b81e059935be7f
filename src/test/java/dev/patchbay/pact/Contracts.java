package dev.patchbay.pact;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.provider.ConsumerInfo;
import au.com.dius.pact.provider.HttpClientFactory;
import au.com.dius.pact.provider.ProviderClient;
import au.com.dius.pact.provider.ProviderInfo;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.VerificationResult;
import au.com.dius.pact.provider.junitsupport.loader.PactBroker;
import au.com.dius.pact.provider.junitsupport.loader.PactBrokerLoader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks single interactions against a service, with Pact's own verifier. */
final class Contracts {

  /** An interaction, and whose it is. */
  record Clause(String consumer, Pact pact, Interaction interaction) {}

  private final ProviderVerifier verifier = new ProviderVerifier();
  private final ProviderInfo provider = new ProviderInfo(ContractFile.PROVIDER);
  private final ProviderClient client;

  /**
   * Checks one service.
   *
   * @param service where the requests go
   * @param states where the states are set up
   */
  Contracts(URI service, URI states) {
    provider.setHost(service.getHost());
    provider.setPort(service.getPort());
    provider.setStateChangeUrl(url(states));
    provider.setStateChangeUsesBody(true);
    provider.setStateChangeTeardown(true);
    verifier.setReporters(List.of());
    client = new ProviderClient(provider, new HttpClientFactory());
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** Everything that the committed contracts say. */
  static List<Clause> committed() {
    try (Stream<Path> files = Files.list(ContractFile.FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(file -> clauses(DefaultPactReader.INSTANCE.loadPact(file.toFile())))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The committed contracts, and others that settings name.
   *
   * @param environment {@code PACT_FILES}: more files, separated by commas or as paths are
   * @param properties {@code pactbroker.url} or {@code pactbroker.host}, and what else Pact knows
   */
  static List<Clause> all(Map<String, String> environment, Properties properties)
      throws IOException {
    List<Clause> all = new ArrayList<>(committed());
    Pattern.compile("[," + File.pathSeparator + "]")
        .splitAsStream(environment.getOrDefault("PACT_FILES", ""))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .flatMap(path -> clauses(DefaultPactReader.INSTANCE.loadPact(new File(path))))
        .forEach(all::add);
    if (properties.containsKey("pactbroker.url") || properties.containsKey("pactbroker.host")) {
      new PactBrokerLoader(Broker.class.getAnnotation(PactBroker.class))
          .load(ContractFile.PROVIDER).stream().flatMap(Contracts::clauses).forEach(all::add);
    }
    return all;
  }

  /** The settings of a broker come from system properties; these are their names' defaults. */
  @PactBroker
  private static final class Broker {}

  private static Stream<Clause> clauses(Pact pact) {
    return pact.getInteractions().stream()
        .map(each -> new Clause(pact.getConsumer().getName(), pact, each));
  }

  /** Sets up the states, sends the request, holds the answer against what is relied on. */
  VerificationResult verify(Clause clause) {
    return verifier.verifyInteraction(
        provider,
        new ConsumerInfo(clause.consumer()),
        new HashMap<>(),
        clause.interaction(),
        clause.pact(),
        null,
        client);
  }
}
