package dev.patchbay.pact;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.PactSource;
import au.com.dius.pact.core.model.UnknownPactSource;
import au.com.dius.pact.provider.junitsupport.loader.PactBroker;
import au.com.dius.pact.provider.junitsupport.loader.PactBrokerLoader;
import au.com.dius.pact.provider.junitsupport.loader.PactLoader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The committed contracts, and others that settings name: {@code PACT_FILES} in the environment,
 * paths separated by commas or as paths are; {@code pactbroker.url} or {@code pactbroker.host}
 * among the system properties, with the others that Pact has for brokers.
 */
public final class ContractLoader implements PactLoader {

  private static final Pattern SEPARATOR = Pattern.compile("[," + File.pathSeparator + "]");

  /** Where Pact's own names for the settings of a broker stand. */
  @PactBroker
  private static final class Broker {}

  private final Map<String, String> environment;
  private final Properties properties;

  /** For Pact, which makes one by itself. */
  public ContractLoader() {
    this(System.getenv(), System.getProperties());
  }

  ContractLoader(Map<String, String> environment, Properties properties) {
    this.environment = environment;
    this.properties = properties;
  }

  @Override
  public String description() {
    return "pacts/, PACT_FILES and pactbroker.*";
  }

  @Override
  public List<Pact> load(String providerName) throws IOException {
    List<Pact> pacts = new ArrayList<>();
    try (Stream<Path> files = Files.list(ContractFile.FOLDER)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .forEach(file -> pacts.add(read(file)));
    }
    SEPARATOR
        .splitAsStream(environment.getOrDefault("PACT_FILES", ""))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .forEach(path -> pacts.add(read(Path.of(path))));
    if (properties.containsKey("pactbroker.url") || properties.containsKey("pactbroker.host")) {
      pacts.addAll(
          new PactBrokerLoader(Broker.class.getAnnotation(PactBroker.class)).load(providerName));
    }
    return pacts;
  }

  private static Pact read(Path file) {
    return DefaultPactReader.INSTANCE.loadPact(file.toFile());
  }

  @Override
  public PactSource getPactSource() {
    return UnknownPactSource.INSTANCE;
  }
}
