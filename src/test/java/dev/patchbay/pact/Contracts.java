package dev.patchbay.pact;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.provider.ConsumerInfo;
import au.com.dius.pact.provider.HttpClientFactory;
import au.com.dius.pact.provider.ProviderClient;
import au.com.dius.pact.provider.ProviderInfo;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.VerificationResult;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

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
  static List<Clause> committed() throws IOException {
    return new ContractLoader(Map.of(), new Properties())
        .load(ContractFile.PROVIDER).stream()
            .flatMap(
                pact ->
                    pact.getInteractions().stream()
                        .map(each -> new Clause(pact.getConsumer().getName(), pact, each)))
            .toList();
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
