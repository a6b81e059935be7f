package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.provider.VerificationResult;
import dev.patchbay.provider.ContractProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything that consumers rely on, asked of the real service. */
class ContractVerificationTest {

  private static ContractProvider patchbay;

  @BeforeAll
  static void start() throws Exception {
    patchbay = ContractProvider.start();
  }

  @AfterAll
  static void end() {
    patchbay.close();
  }

  /** The contracts in pacts/, and those that PACT_FILES and pactbroker.url name. */
  @TestFactory
  Stream<DynamicTest> everyContractHolds() throws Exception {
    Contracts contracts = new Contracts(patchbay.url(), patchbay.statesUrl());
    return Contracts.all(System.getenv(), System.getProperties()).stream()
        .map(
            clause ->
                DynamicTest.dynamicTest(
                    clause.consumer() + ": " + clause.interaction().getDescription(),
                    () -> {
                      VerificationResult result = contracts.verify(clause);
                      assertThat(result)
                          .as(String.join("\n", result.getResultOutput()))
                          .isInstanceOf(VerificationResult.Ok.class);
                    }));
  }
}
