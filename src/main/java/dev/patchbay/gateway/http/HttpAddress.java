package dev.patchbay.gateway.http;

import dev.patchbay.gateway.http.DomainMappings.MappedStage;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request of HTTP leads.
 *
 * @param stage of a custom domain name; without it the path may begin with a stage
 * @param mapping what the path begins with at a custom domain name, with its slash; else empty
 * @param path below the API, or below the mapping; begins with a slash, and nothing is decoded
 * @param domainName the host by which the API is reached, without a port
 */
public record HttpAddress(
    String apiId, Optional<String> stage, String mapping, String path, String domainName) {

  private static final Pattern BY_PATH =
      Pattern.compile("/execute-api/([a-z0-9]{1,64})(/.*)?", Pattern.DOTALL);

  /**
   * Reads an address of one of the two forms that need no mapping.
   *
   * @param name the host, without a port
   */
  static Optional<HttpAddress> of(String name, String path, String region) {
    Matcher byHost = GatewayAddress.BY_HOST.matcher(name);
    if (byHost.matches()) {
      return Optional.of(path)
          .filter(each -> each.startsWith("/"))
          .map(each -> below(byHost.group(1), each, name));
    }
    Matcher byPath = BY_PATH.matcher(path);
    return byPath.matches()
        ? Optional.of(
            below(
                byPath.group(1),
                Optional.ofNullable(byPath.group(2)).orElse("/"),
                GatewayAddress.localName(byPath.group(1), region)))
        : Optional.empty();
  }

  private static HttpAddress below(String apiId, String path, String domainName) {
    return new HttpAddress(apiId, Optional.empty(), "", path, domainName);
  }

  /** Reads an address of a custom domain name: the longest key that the path begins with counts. */
  static Optional<HttpAddress> mapped(
      Map<String, MappedStage> stages, String domainName, String path) {
    return stages.entrySet().stream()
        .filter(each -> each.getKey().isEmpty() || isBelow(path, "/" + each.getKey()))
        .max(Comparator.comparingInt(each -> each.getKey().length()))
        .map(each -> mapped(each.getValue(), prefix(each.getKey()), domainName, path));
  }

  private static String prefix(String key) {
    return key.isEmpty() ? "" : "/" + key;
  }

  private static boolean isBelow(String path, String prefix) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  private static HttpAddress mapped(
      MappedStage stage, String mapping, String domainName, String path) {
    String rest = path.substring(mapping.length());
    return new HttpAddress(
        stage.apiId(),
        Optional.of(stage.stage()),
        mapping,
        rest.isEmpty() ? "/" : rest,
        domainName);
  }

  public boolean isCustom() {
    return stage.isPresent();
  }
}
