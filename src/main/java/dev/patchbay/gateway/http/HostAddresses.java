package dev.patchbay.gateway.http;

import java.util.Optional;
import java.util.function.Function;

/** How the paths of one host are read; as a function it says which stage a path names. */
public interface HostAddresses extends Function<String, Optional<GatewayAddress>> {

  /**
   * Says which API takes a request of HTTP.
   *
   * @param path of the request, nothing decoded
   */
  Optional<HttpAddress> http(String path);
}
