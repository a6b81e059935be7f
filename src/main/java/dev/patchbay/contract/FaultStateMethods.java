package dev.patchbay.contract;

import au.com.dius.pact.provider.junitsupport.State;
import dev.patchbay.provider.ContractProvider;
import java.util.Map;

/**
 * The methods of the states of faults and of callers, in the form of {@link ResourceStateMethods}.
 */
final class FaultStateMethods {

  private final ContractProvider provider;

  FaultStateMethods(ContractProvider provider) {
    this.provider = provider;
  }

  @State(ProviderStates.CONCURRENT_MODIFICATION)
  Map<String, Object> concurrentModification(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.CONCURRENT_MODIFICATION, parameters);
  }

  @State(ProviderStates.DELETED_BETWEEN_READ_AND_WRITE)
  Map<String, Object> deletedBetweenReadAndWrite(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.DELETED_BETWEEN_READ_AND_WRITE, parameters);
  }

  @State(ProviderStates.ACCOUNT_THROTTLED)
  Map<String, Object> accountThrottled(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.ACCOUNT_THROTTLED, parameters);
  }

  @State(ProviderStates.STORE_UNAVAILABLE)
  Map<String, Object> storeUnavailable(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.STORE_UNAVAILABLE, parameters);
  }

  @State(ProviderStates.STORE_SLOW)
  Map<String, Object> storeSlow(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.STORE_SLOW, parameters);
  }

  @State(ProviderStates.CALLER_READ_ONLY)
  Map<String, Object> callerReadOnly(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.CALLER_READ_ONLY, parameters);
  }

  @State(ProviderStates.CREDENTIALS_EXPIRED)
  Map<String, Object> credentialsExpired(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.CREDENTIALS_EXPIRED, parameters);
  }

  @State(ProviderStates.CALLER_OF_ANOTHER_ACCOUNT)
  Map<String, Object> callerOfAnotherAccount(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.CALLER_OF_ANOTHER_ACCOUNT, parameters);
  }
}
