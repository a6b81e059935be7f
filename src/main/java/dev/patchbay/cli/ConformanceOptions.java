package dev.patchbay.cli;

import dev.patchbay.conformance.ConformanceCase;
import dev.patchbay.conformance.GatewayAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code conformance}; picocli sets them. */
final class ConformanceOptions {

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "The service; requests are signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY where"
              + " these are set.")
  private @Nullable URI endpoint;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = {
        "Connects to the APIs too: at URL/execute-api/{apiId}/{stage}, or where {apiId} and {stage}"
            + " stand in the URL. At AWS:",
        "wss://{apiId}.execute-api.REGION.amazonaws.com/{stage}"
      })
  private @Nullable String gateway;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      arity = "1..*",
      description = "Runs these cases, or all whose names begin so; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--list", description = "Lists the cases, and calls nothing.")
  private boolean list;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results for a program.")
  private @Nullable Path json;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "The region of the signatures. Default: AWS_REGION, AWS_DEFAULT_REGION, us-east-1")
  private @Nullable String region;

  @Option(
      names = "--yes",
      description = "Does not ask before it calls a service that is not on this machine.")
  private boolean yes;

  @Option(
      names = "--clean",
      description = "Removes what runs that were killed have left, and runs nothing.")
  private boolean clean;

  /** Why the options cannot be followed; empty where they can. */
  Optional<String> contradiction(List<ConformanceCase> cases) {
    for (String name : only) {
      if (cases.stream().noneMatch(each -> each.name().startsWith(name))) {
        return Optional.of("there is no case " + name + "; see --list");
      }
    }
    if (list) {
      return Optional.empty();
    }
    if (endpoint == null) {
      return Optional.of("--endpoint or --list is needed");
    }
    if (!isAddress(endpoint, "https?")) {
      return Optional.of("--endpoint is an http or https URL, not '" + endpoint + "'");
    }
    try {
      if (gateway != null && !isAddress(GatewayAddress.of(gateway).example(), "wss?")) {
        return Optional.of("--gateway is a ws or wss URL, not '" + gateway + "'");
      }
    } catch (IllegalArgumentException e) {
      return Optional.of("--gateway is a ws or wss URL, not '" + gateway + "'");
    }
    return !clean && selected(cases).isEmpty()
        ? Optional.of("--only names cases that need --gateway")
        : Optional.empty();
  }

  private static boolean isAddress(URI address, String scheme) {
    return String.valueOf(address.getScheme()).matches(scheme) && address.getHost() != null;
  }

  /** The cases to run, in their order. */
  List<ConformanceCase> selected(List<ConformanceCase> cases) {
    return cases.stream()
        .filter(each -> list || gateway != null || !each.isGateway())
        .filter(each -> only.isEmpty() || only.stream().anyMatch(each.name()::startsWith))
        .toList();
  }

  URI endpoint() {
    return endpoint == null ? URI.create("") : endpoint;
  }

  Optional<GatewayAddress> gateway() {
    return Optional.ofNullable(gateway).map(GatewayAddress::of);
  }

  boolean list() {
    return list;
  }

  @Nullable Path json() {
    return json;
  }

  Optional<String> region() {
    return Optional.ofNullable(region);
  }

  boolean yes() {
    return yes;
  }

  boolean clean() {
    return clean;
  }
}
