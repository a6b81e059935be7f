package dev.patchbay.server;

import dev.patchbay.model.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers the endpoint of an API as the address at which its clients reach the gateway. What is
 * stored has AWS's form, so that an address may change and a backup fits elsewhere.
 *
 * @param gateway the address of the gateway for WebSockets, without a slash at its end; empty for
 *     AWS's form
 */
record ApiEndpoints(Supplier<Optional<String>> gateway) implements UnaryOperator<Resource> {

  private static final String API = "Api";
  private static final String HTTP = "HTTP";
  private static final String ENDPOINT = "apiEndpoint";

  @Override
  public Resource apply(Resource resource) {
    if (!resource.id().type().typeName().equals(API)) {
      return resource;
    }
    return gateway.get().map(address -> reachedAt(address, resource)).orElse(resource);
  }

  private static Resource reachedAt(String address, Resource api) {
    Map<String, Object> members = new HashMap<>(api.members());
    String ofProtocol =
        HTTP.equals(api.text("protocolType")) ? address.replaceFirst("^ws", "http") : address;
    members.put(ENDPOINT, ofProtocol + "/execute-api/" + api.id().value());
    return new Resource(api.id(), api.revision(), members);
  }
}
