package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a snapshot that HTTP APIs have.
 *
 * @param cors as the API has it now, for its settings are not deployed
 */
public record HttpApi(HttpRoutes routes, Optional<Cors> cors) {

  private static final String PROTOCOL = "HTTP";

  static boolean is(Resource api) {
    return PROTOCOL.equals(api.text("protocolType"));
  }

  static HttpApi of(Resource api, List<Resource> resources) {
    return new HttpApi(DeployedHttpRoutes.of(api.id(), resources), Cors.of(api));
  }
}
