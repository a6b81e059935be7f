package dev.patchbay.store.redis.connection;

import java.net.URI;

/**
 * The address of a node.
 *
 * @param host a name or an address; IPv6 without brackets
 */
public record HostPort(String host, int port) {

  public static HostPort of(URI uri) {
    return new HostPort(uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort());
  }

  /**
   * Parses {@code host:port} as nodes of a Cluster write it.
   *
   * @param asked the node that answered: a node that does not know its own address leaves the host
   *     out
   */
  public static HostPort parse(String text, HostPort asked) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon);
    return new HostPort(
        host.isEmpty() ? asked.host : host, Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
