package dev.patchbay.config;

import static dev.patchbay.config.Setting.require;

import java.net.URI;
import java.util.Set;

/** The form of a Redis URI: database 0 only, for a cluster has no other. */
final class RedisUri {

  static final String FORM = "redis://[user:password@]host:port[/0], or rediss:// for TLS";

  private static final int PORT_MAX = 65_535;

  private RedisUri() {}

  /**
   * Returns the URI as it was written.
   *
   * @throws IllegalArgumentException when it has not the {@link #FORM}
   */
  static URI parse(String text) {
    URI uri = URI.create(text);
    require("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()));
    require(uri.getHost() != null);
    require(uri.getPort() >= 1 && uri.getPort() <= PORT_MAX);
    require(uri.getRawUserInfo() == null || uri.getRawUserInfo().contains(":"));
    require(uri.getPath() != null && Set.of("", "/", "/0").contains(uri.getPath()));
    require(uri.getRawQuery() == null && uri.getRawFragment() == null);
    return uri;
  }
}
