package dev.patchbay.pact;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import dev.patchbay.contract.PatchbayProvider;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Verifies all contracts against the real service. */
@Timeout(60)
@PatchbayProvider
@Provider(ContractFile.PROVIDER)
@PactSource(ContractLoader.class)
@VerificationReports("slf4j")
class ContractVerificationTest {

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void holds(PactVerificationContext context) {
    context.verifyInteraction();
  }
}
