package dev.patchbay.config;

import static dev.patchbay.config.Setting.require;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The form of a Redis URI. The data is in database 0, because a Cluster has no other. */
final class RedisUri {

  static final String FORM = "redis://[user:password@]host:port[/0], or rediss:// for TLS";

  static final String DATABASE_FORM =
      "redis://[user:password@]host:port[/database], or rediss:// for TLS";

  private static final int PORT_MAX = 65_535;

  /** More addresses than this do not help to find a Redis. */
  private static final int ADDRESSES_MAX = 64;

  private RedisUri() {}

  /**
   * Returns the URIs between commas as they were written, none for an empty text.
   *
   * @throws IllegalArgumentException when one does not have the {@link #FORM}, or when there are
   *     several of which one has a password or some do not use TLS
   */
  static List<URI> parseAll(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<URI> uris =
        Stream.of(text.split(",", -1)).map(part -> RedisUri.parse(part.strip())).toList();
    require(uris.size() <= ADDRESSES_MAX);
    require(uris.size() == 1 || uris.stream().allMatch(uri -> uri.getRawUserInfo() == null));
    require(uris.stream().map(URI::getScheme).distinct().count() == 1);
    return uris;
  }

  /**
   * Returns the URI as it was written.
   *
   * @throws IllegalArgumentException when it does not have the {@link #FORM}
   */
  static URI parse(String text) {
    URI uri = parseWithDatabase(text);
    require(Set.of("", "/", "/0").contains(uri.getPath()));
    return uri;
  }

  /**
   * Returns the URI as it was written.
   *
   * @throws IllegalArgumentException when it does not have the {@link #DATABASE_FORM}
   */
  static URI parseWithDatabase(String text) {
    URI uri = URI.create(text);
    require("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()));
    require(uri.getHost() != null);
    require(uri.getPort() >= 1 && uri.getPort() <= PORT_MAX);
    require(uri.getRawUserInfo() == null || uri.getRawUserInfo().contains(":"));
    require(uri.getPath() != null && uri.getPath().matches("(/\\d{0,5})?"));
    require(uri.getRawQuery() == null && uri.getRawFragment() == null);
    return uri;
  }
}
