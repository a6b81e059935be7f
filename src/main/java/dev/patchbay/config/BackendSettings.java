package dev.patchbay.config;

import dev.patchbay.model.NetworkBlock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of the calls of backends. */
final class BackendSettings {

  private static final Pattern URL = Pattern.compile("https?://[^\\s@]+");

  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_-]{1,140}");

  /** The name of a service in the URI of an integration; Lambda has settings of its own. */
  private static final Pattern SERVICE = Pattern.compile("(?!lambda$)[a-z0-9-]{1,64}");

  /** All networks, for a service that only its own machine reaches. */
  private static final List<NetworkBlock> ALL_NETWORKS =
      List.of(NetworkBlock.of("0.0.0.0/0"), NetworkBlock.of("::/0"));

  static final Setting<Optional<List<NetworkBlock>>> PRIVATE_NETWORKS =
      new Setting<>(
          "PATCHBAY_BACKEND_PRIVATE_NETWORKS",
          "",
          "blocks of addresses, for example 10.0.0.0/8, separated by commas; or none",
          "The private addresses that backends may have; without it all while the service listens on"
              + " a loopback address, else none.",
          false,
          BackendSettings::blocks);

  static final Setting<Optional<Path>> CA_FILE =
      Setting.file(
          "PATCHBAY_BACKEND_CA_FILE",
          "a PEM file",
          "The certificates by which backends are trusted, in place of those of the JVM.");

  static final Setting<Optional<String>> LAMBDA_ENDPOINT =
      new Setting<>(
          "PATCHBAY_LAMBDA_ENDPOINT",
          "",
          "an http or https URL",
          "The service on which Lambda functions are invoked, for example LocalStack or sam local.",
          false,
          text -> {
            Setting.require(text.isEmpty() || URL.matcher(text).matches());
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
          });

  static final Setting<Map<String, String>> LAMBDA_URLS =
      new Setting<>(
          "PATCHBAY_LAMBDA_URLS",
          "",
          "name=URL, separated by commas",
          "Lambda functions that are HTTP handlers: each event is posted to the URL of its function.",
          false,
          text -> urls(text, FUNCTION));

  static final Setting<Map<String, String>> AWS_ENDPOINTS =
      new Setting<>(
          "PATCHBAY_AWS_ENDPOINTS",
          "",
          "service=URL, separated by commas",
          "The other services of AWS that integrations may call, for example sqs=http://localhost:4566.",
          false,
          text -> urls(text, SERVICE));

  static final Setting<Optional<Path>> AWS_CREDENTIALS_FILE =
      Setting.file(
          "PATCHBAY_AWS_CREDENTIALS_FILE",
          "a credentials file with one profile",
          "The key by which requests to Lambda and other services of AWS are signed; without it they"
              + " are not.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL =
      List.of(
          PRIVATE_NETWORKS,
          CA_FILE,
          LAMBDA_ENDPOINT,
          LAMBDA_URLS,
          AWS_ENDPOINTS,
          AWS_CREDENTIALS_FILE);

  private BackendSettings() {}

  private static Optional<List<NetworkBlock>> blocks(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        text.equals("none")
            ? List.of()
            : Stream.of(text.split(",", -1)).map(String::strip).map(NetworkBlock::of).toList());
  }

  private static Map<String, String> urls(String text, Pattern name) {
    Map<String, String> urls = new HashMap<>();
    for (String each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] nameAndUrl = each.strip().split("=", 2);
      Setting.require(
          nameAndUrl.length == 2
              && name.matcher(nameAndUrl[0]).matches()
              && URL.matcher(nameAndUrl[1]).matches()
              && urls.put(nameAndUrl[0], nameAndUrl[1]) == null);
    }
    return urls;
  }

  /**
   * Reads the settings.
   *
   * @param isLoopback whether the service listens on a loopback address
   */
  static BackendConfig from(Map<String, String> environment, boolean isLoopback) {
    return new BackendConfig(
        PRIVATE_NETWORKS.from(environment).orElse(isLoopback ? ALL_NETWORKS : List.of()),
        CA_FILE.from(environment),
        LAMBDA_ENDPOINT.from(environment),
        LAMBDA_URLS.from(environment),
        AWS_ENDPOINTS.from(environment),
        AWS_CREDENTIALS_FILE.from(environment));
  }
}
