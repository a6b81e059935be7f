package dev.patchbay.contract;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.provider.IProviderVerifier;
import au.com.dius.pact.provider.junit5.MessageTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import dev.patchbay.provider.ContractProvider;
import java.util.Map;
import kotlin.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the message of one interaction against the frame that the provider renders. Pact looks
 * for a method that is annotated with the description of the message; a frame is rendered from
 * states, whatever the description is.
 */
final class FrameTarget extends MessageTestTarget {

  private final ContractProvider provider;
  private final PactVerificationContext verification;

  FrameTarget(ContractProvider provider, PactVerificationContext verification) {
    this.provider = provider;
    this.verification = verification;
  }

  /** Pact calls this after it has made its verifier and before it uses it. */
  @Override
  public @Nullable Pair<Object, Object> prepareRequest(
      Pact pact, Interaction interaction, Map<String, Object> context) {
    IProviderVerifier made = verification.getVerifier();
    if (made != null) {
      verification.setVerifier(new FrameVerifier(made, provider));
    }
    return super.prepareRequest(pact, interaction, context);
  }
}
