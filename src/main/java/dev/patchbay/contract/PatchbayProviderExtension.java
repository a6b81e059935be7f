package dev.patchbay.contract;

import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import dev.patchbay.provider.ContractProvider;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The JUnit extension behind {@link PatchbayProvider}. */
public final class PatchbayProviderExtension
    implements BeforeAllCallback,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        AfterAllCallback {

  private static final Namespace OURS = Namespace.create(PatchbayProviderExtension.class);
  private static final String PROVIDER = "provider";
  private static final String CLIENT = "client";

  /** Where Pact keeps the interaction that is about to be verified. */
  private static final Namespace PACT = Namespace.create("pact-jvm");

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    context.getStore(OURS).put(CLIENT, new KeptHttpClient());
    ContractProvider.Options options = ContractProvider.Options.FREE_PORTS;
    PatchbayProvider annotation =
        context.getRequiredTestClass().getAnnotation(PatchbayProvider.class);
    if (annotation != null && !annotation.integrationResponses().isEmpty()) {
      options =
          options.with(
              IntegrationResponses.load(Path.of(annotation.integrationResponses())).tested());
    }
    context.getStore(OURS).put(PROVIDER, ContractProvider.start(options, Map.of()));
  }

  /** Comes before Pact's own extensions, which change states and make the request. */
  @Override
  public void beforeTestExecution(ExtensionContext context) {
    ContractProvider provider = context.getStore(OURS).get(PROVIDER, ContractProvider.class);
    PactVerificationContext verification =
        context.getStore(PACT).get("interactionContext", PactVerificationContext.class);
    KeptHttpClient client = context.getStore(OURS).get(CLIENT, KeptHttpClient.class);
    if (provider != null && client != null && verification != null) {
      verification.setTarget(
          verification.getInteraction().isAsynchronousMessage()
              ? new FrameTarget(provider, verification)
              : new HttpTestTarget(
                  provider.url().getHost(), provider.url().getPort(), "/", () -> client));
      verification.addStateChangeHandlers(
          new ResourceStateMethods(provider),
          new ConnectionStateMethods(provider),
          new FaultStateMethods(provider));
    }
  }

  /** Tears all states of the interaction down. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    ContractProvider provider = context.getStore(OURS).get(PROVIDER, ContractProvider.class);
    if (provider != null) {
      provider.tearDown();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    KeptHttpClient client = context.getStore(OURS).remove(CLIENT, KeptHttpClient.class);
    if (client != null) {
      client.close();
    }
    ContractProvider provider = context.getStore(OURS).remove(PROVIDER, ContractProvider.class);
    if (provider != null) {
      provider.close();
    }
  }
}
