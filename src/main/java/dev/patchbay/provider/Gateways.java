package dev.patchbay.provider;

import dev.patchbay.server.PatchbayServer;
import java.net.URI;

/**
 * The gateways of contract mode, which share one Redis.
 *
 * @param verified the address to which requests of contracts are forwarded
 * @param other the address of the second replica
 * @param backend calls the verified one
 */
record Gateways(URI verified, URI other, ServiceCalls backend) {

  static Gateways of(PatchbayServer service, PatchbayServer replica, Callers callers) {
    URI verified = http(service);
    return new Gateways(
        verified,
        http(replica),
        new ServiceCalls(
            verified,
            (head, body) ->
                callers.sign(Callers.Identity.READ_WRITE, SignedService.GATEWAY, head, body)));
  }

  /** Requests of backends and clients reach one port, by different schemes. */
  private static URI http(PatchbayServer server) {
    URI address = server.gatewayAddress().orElseThrow();
    return URI.create("http://" + address.getAuthority());
  }
}
