package dev.patchbay.contract;

import au.com.dius.pact.provider.junitsupport.State;
import dev.patchbay.provider.ContractProvider;
import java.util.Map;

/** The methods of the states of connections, in the form of {@link ResourceStateMethods}. */
final class ConnectionStateMethods {

  private final ContractProvider provider;

  ConnectionStateMethods(ContractProvider provider) {
    this.provider = provider;
  }

  @State(ProviderStates.A_CONNECTION)
  Map<String, Object> aConnection(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_CONNECTION, parameters);
  }

  @State(ProviderStates.A_GONE_CONNECTION)
  Map<String, Object> aGoneConnection(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_GONE_CONNECTION, parameters);
  }

  @State(ProviderStates.A_CONNECTION_ON_ANOTHER_REPLICA)
  Map<String, Object> aConnectionOnAnotherReplica(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_CONNECTION_ON_ANOTHER_REPLICA, parameters);
  }

  @State(ProviderStates.A_SLOW_CONSUMER)
  Map<String, Object> aSlowConsumer(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_SLOW_CONSUMER, parameters);
  }
}
