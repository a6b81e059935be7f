package dev.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.provider.ConsumerInfo;
import au.com.dius.pact.provider.ProviderInfo;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.VerificationResult;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import dev.patchbay.provider.ContractProvider;
import dev.patchbay.provider.ContractProvider.Options;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A contract of messages, rendered by the integration responses of a file, verified by the kit. */
@Timeout(60)
@PatchbayProvider(integrationResponses = MessageKitTest.FILE)
@Provider("patchbay")
@PactFolder("target/kit-message-pacts")
class MessageKitTest {

  static final String FILE = "src/test/resources/dev/patchbay/contract/integration-responses.json";

  private static final Map<String, Object> REPLY =
      Map.of(StateParameters.STATUS_CODE, 404, StateParameters.BODY, Map.of("error", "unknown"));

  private static V4Pact contract(String reason) {
    return new PactBuilder("message-kit", "patchbay", PactSpecVersion.V4)
        .given(ProviderStates.A_REPLY, REPLY)
        .expectsToReceiveMessageInteraction(
            "an order that is not there",
            message ->
                message.withContents(
                    contents ->
                        contents.withContent(
                            new PactDslJsonBody()
                                .stringValue("reason", reason)
                                .stringType("of", "someone"))))
        .toPact();
  }

  @BeforeAll
  static void write() {
    contract("unknown").write("target/kit-message-pacts", PactSpecVersion.V4);
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void verify(PactVerificationContext context) {
    context.verifyInteraction();
  }

  @Test
  void anotherFrameFails() throws Exception {
    Interaction other = contract("another").getInteractions().get(0);
    Options options = Options.FREE_PORTS.with(IntegrationResponses.load(Path.of(FILE)).tested());
    try (ContractProvider provider = ContractProvider.start(options, Map.of())) {
      provider.setUp(ProviderStates.A_REPLY, REPLY);
      ProviderVerifier made = new ProviderVerifier();
      made.setReporters(List.of());
      assertThat(
              new FrameVerifier(made, provider)
                  .verifyResponseByInvokingProviderMethods(
                      new ProviderInfo("patchbay"),
                      new ConsumerInfo("message-kit"),
                      other,
                      "a frame",
                      new HashMap<>(),
                      false,
                      Map.of()))
          .isInstanceOf(VerificationResult.Failed.class);
    }
  }
}
