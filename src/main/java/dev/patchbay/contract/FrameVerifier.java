package dev.patchbay.contract;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.provider.IConsumerInfo;
import au.com.dius.pact.provider.IProviderInfo;
import au.com.dius.pact.provider.IProviderVerifier;
import au.com.dius.pact.provider.MessageAndMetadata;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.VerificationResult;
import dev.patchbay.provider.ContractMessage;
import dev.patchbay.provider.ContractProvider;
import io.pact.plugins.jvm.core.PluginConfiguration;
import java.util.Map;

/** Pact's verifier, which gets a message from the provider in place of an annotated method. */
final class FrameVerifier extends ProviderVerifier {

  FrameVerifier(IProviderVerifier made, ContractProvider provider) {
    setReporters(made.getReporters());
    setProjectHasProperty(made.getProjectHasProperty());
    setProjectGetProperty(made.getProjectGetProperty());
    setResponseFactory(description -> message(provider));
  }

  private static MessageAndMetadata message(ContractProvider provider) {
    ContractMessage message = provider.message();
    return new MessageAndMetadata(message.contents(), message.metadata());
  }

  @Override
  public VerificationResult verifyResponseByInvokingProviderMethods(
      IProviderInfo providerInfo,
      IConsumerInfo consumer,
      Interaction interaction,
      String interactionMessage,
      Map<String, Object> failures,
      boolean pending,
      Map<String, PluginConfiguration> pluginConfiguration) {
    return verifyResponseByFactory(
        providerInfo,
        consumer,
        interaction,
        interactionMessage,
        failures,
        pending,
        pluginConfiguration);
  }
}
