package dev.patchbay.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import au.com.dius.pact.core.matchers.ResponseMatching;
import au.com.dius.pact.core.model.ContentType;
import au.com.dius.pact.core.model.HttpResponse;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.SynchronousRequestResponse;
import au.com.dius.pact.core.model.V4Interaction.AsynchronousMessage;
import au.com.dius.pact.core.support.Result;
import au.com.dius.pact.provider.BodyComparisonResult;
import au.com.dius.pact.provider.ComparisonResult;
import au.com.dius.pact.provider.ConsumerInfo;
import au.com.dius.pact.provider.MessageAndMetadata;
import au.com.dius.pact.provider.PactVerification;
import au.com.dius.pact.provider.ProviderClient;
import au.com.dius.pact.provider.ProviderInfo;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.ResponseComparison;
import au.com.dius.pact.provider.VerificationFailureType;
import au.com.dius.pact.provider.VerificationResult;
import dev.patchbay.pact.BreakingProxy.Message;
import dev.patchbay.testkit.Http;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;

/** Checks single interactions against a service, with Pact's own verifier. */
final class Contracts {

  /** An interaction, and its consumer. */
  record Clause(String consumer, Pact pact, Interaction interaction) {}

  /** Pact does not give back the connections of all its state changes. */
  private static final int CONNECTIONS_MAX = 2_000;

  /** Pact makes one for each request, which takes longer than the request. */
  private static final CloseableHttpClient CLIENT =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnPerRoute(CONNECTIONS_MAX)
                  .setMaxConnTotal(CONNECTIONS_MAX)
                  .build())
          .disableAutomaticRetries()
          .build();

  private final ProviderVerifier verifier = new ProviderVerifier();
  private final ProviderInfo provider = new ProviderInfo(ContractFile.PROVIDER);
  private final ProviderClient client;

  /** Whether there is a message; Pact fails with an exception where it cannot be parsed. */
  private boolean fetched;

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
    // The next setup tears down, too.
    provider.setStateChangeTeardown(false);
    verifier.setReporters(List.of());
    client = new ProviderClient(provider, each -> CLIENT);
    verifier.setResponseFactory(description -> message(service, description));
  }

  /** Fetches a message as verifiers of other languages do. */
  private MessageAndMetadata message(URI service, String description) {
    Http.Answer answer =
        new Http(service).post("/", new JsonObject().put("description", description).encode());
    fetched = true;
    return new MessageAndMetadata(
        answer.body().getBytes(UTF_8), metadata(answer.header("Pact-Message-Metadata")));
  }

  private static Map<String, Object> metadata(@Nullable String header) {
    return header == null
        ? Map.of()
        : new JsonObject(Buffer.buffer(Base64.getDecoder().decode(header))).getMap();
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

  /**
   * Sets up the states, sends the request, compares the answer with the contract.
   *
   * @return whether it holds
   * @throws IllegalStateException when it could not be tried
   */
  boolean holds(Clause clause) {
    fetched = false;
    provider.setVerificationType(
        clause.interaction().isAsynchronousMessage()
            ? PactVerification.RESPONSE_FACTORY
            : PactVerification.REQUEST_RESPONSE);
    VerificationResult result =
        verifier.verifyInteraction(
            provider,
            new ConsumerInfo(clause.consumer()),
            new HashMap<>(),
            clause.interaction(),
            clause.pact(),
            null,
            client);
    if (result instanceof VerificationResult.Failed failed
        && failed.getFailures().values().stream()
            .flatMap(List::stream)
            .anyMatch(
                each ->
                    each instanceof VerificationFailureType.StateChangeFailure
                        || (each instanceof VerificationFailureType.ExceptionFailure
                            && !fetched))) {
      throw new IllegalStateException("not tried: " + failed.getDescription());
    }
    return result instanceof VerificationResult.Ok;
  }

  /** Whether an answer that was seen would do. */
  static boolean holds(Clause clause, Message answer) {
    Map<String, List<String>> headers = new HashMap<>();
    answer.headers().names().forEach(name -> headers.put(name, answer.headers().getAll(name)));
    String type = answer.headers().get("Content-Type");
    OptionalBody body =
        answer.body().length() == 0
            ? OptionalBody.empty()
            : OptionalBody.body(
                answer.body().getBytes(), ContentType.fromString(type == null ? "" : type));
    if (clause.interaction() instanceof AsynchronousMessage message) {
      ComparisonResult compared =
          ResponseComparison.Companion.compareMessage(
              message, body, metadata(answer.headers().get("Pact-Message-Metadata")), Map.of());
      return compared.getBodyMismatches() instanceof Result.Ok<?> bodies
          && ((BodyComparisonResult) bodies.getValue()).getMismatches().isEmpty()
          && compared.getMetadataMismatches().isEmpty();
    }
    return ResponseMatching.responseMismatches(
            clause.pact(),
            (SynchronousRequestResponse) clause.interaction(),
            new HttpResponse(answer.status(), headers, body))
        .isEmpty();
  }
}
