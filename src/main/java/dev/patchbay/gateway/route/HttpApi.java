package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import java.util.List;

/** The parts of a snapshot that HTTP APIs have. */
public record HttpApi(HttpRoutes routes) {

  private static final String PROTOCOL = "HTTP";

  static boolean is(Resource api) {
    return PROTOCOL.equals(api.text("protocolType"));
  }

  static HttpApi of(Resource api, List<Resource> resources) {
    return new HttpApi(DeployedHttpRoutes.of(api.id(), resources));
  }
}
