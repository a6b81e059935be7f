package dev.patchbay.gateway.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stage that a request addresses, by its path or by its host.
 *
 * @param domainName the host by which the stage is reached, without a port
 * @param isCustom whether the host is a custom domain name
 */
public record GatewayAddress(String apiId, String stage, String domainName, boolean isCustom) {

  GatewayAddress(String apiId, String stage, String domainName) {
    this(apiId, stage, domainName, false);
  }

  private static final String PATH_PREFIX = "/execute-api/";

  /** The form for one host: the API and the stage are in the path. */
  private static final Pattern BY_PATH =
      Pattern.compile("/execute-api/([a-z0-9]{1,64})/([A-Za-z0-9_$-]{1,128})/?");

  /** The form of AWS: the API is the first label of the host. */
  static final Pattern BY_HOST =
      Pattern.compile("([a-z0-9]{1,64})\\.execute-api\\.[a-z0-9.-]{1,253}");

  private static final Pattern STAGE = Pattern.compile("/([A-Za-z0-9_$-]{1,128})/?");

  /** The domain name of an address by path. */
  static String localName(String apiId, String region) {
    return "%s.execute-api.%s.localhost".formatted(apiId, region);
  }

  static String withoutPort(String host) {
    return host.replaceFirst(":[0-9]*$", "");
  }

  /** Whether a host, without a port, or a path has one of the two forms that need no mapping. */
  static boolean isUsual(String name, String path) {
    return path.startsWith(PATH_PREFIX) || BY_HOST.matcher(name).matches();
  }

  /**
   * Reads an address.
   *
   * @param host the header Host, with or without a port
   * @param path the path of the request, nothing decoded
   * @param region stands in the domain name of an address by path
   */
  static Optional<GatewayAddress> of(String host, String path, String region) {
    String name = withoutPort(host);
    Matcher byHost = BY_HOST.matcher(name);
    if (byHost.matches()) {
      Matcher stage = STAGE.matcher(path);
      return stage.matches()
          ? Optional.of(new GatewayAddress(byHost.group(1), stage.group(1), name))
          : Optional.empty();
    }
    Matcher byPath = BY_PATH.matcher(path);
    return byPath.matches()
        ? Optional.of(
            new GatewayAddress(
                byPath.group(1), byPath.group(2), localName(byPath.group(1), region)))
        : Optional.empty();
  }
}
