package dev.patchbay.gateway.http;

import dev.patchbay.gateway.route.ReadCache;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps the paths of a host to stages, custom domain names included. Of one event loop. */
public final class GatewayHosts {

  /** A name with a dot that is no address of IPv4; the longest one of DNS has 253 characters. */
  private static final Pattern DOMAIN_NAME =
      Pattern.compile("(?![0-9.]+$)[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,20}");

  /** At AWS the path of a custom domain name is the key of a mapping. */
  private static final Pattern KEY = Pattern.compile("/(.{0,300}?)/?");

  private final String region;
  private final ReadCache<String, Map<String, DomainMappings.MappedStage>> domains;

  public GatewayHosts(String region, DomainMappings domains, LongSupplier nanoClock) {
    this.region = region;
    this.domains = new ReadCache<>((name, known) -> domains.find(name), nanoClock);
  }

  /**
   * Finds the mapping of the paths of a host. A host without the form of an address may be a custom
   * domain name.
   *
   * @param host the header Host, with or without a port
   * @param path of the request, nothing decoded
   * @return fails where the store cannot be read
   */
  public Future<HostAddresses> find(String host, String path) {
    String name = GatewayAddress.withoutPort(host).toLowerCase(Locale.ROOT);
    HostAddresses usual = new Usual(host, name, region);
    if (GatewayAddress.isUsual(name, path)
        || name.length() > 253
        || !DOMAIN_NAME.matcher(name).matches()) {
      return Future.succeededFuture(usual);
    }
    return domains
        .find(name)
        .map(found -> found.<HostAddresses>map(stages -> new Mapped(stages, name)).orElse(usual));
  }

  /** The two forms of addresses that need no mapping. */
  private record Usual(String host, String name, String region) implements HostAddresses {

    @Override
    public Optional<GatewayAddress> apply(String path) {
      return GatewayAddress.of(host, path, region);
    }

    @Override
    public Optional<HttpAddress> http(String path) {
      return HttpAddress.of(name, path, region);
    }
  }

  /** The addresses of a custom domain name. */
  private record Mapped(Map<String, DomainMappings.MappedStage> stages, String domainName)
      implements HostAddresses {

    @Override
    public Optional<GatewayAddress> apply(String path) {
      return mapped(stages, domainName, path);
    }

    @Override
    public Optional<HttpAddress> http(String path) {
      return HttpAddress.mapped(stages, domainName, path);
    }
  }

  private static Optional<GatewayAddress> mapped(
      Map<String, DomainMappings.MappedStage> stages, String domainName, String path) {
    Matcher key = KEY.matcher(path);
    return key.matches()
        ? Optional.ofNullable(stages.get(key.group(1)))
            .map(stage -> new GatewayAddress(stage.apiId(), stage.stage(), domainName, true))
        : Optional.empty();
  }
}
