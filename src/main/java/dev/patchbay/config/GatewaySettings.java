package dev.patchbay.config;

import dev.patchbay.model.Limit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of the gateway. */
final class GatewaySettings {

  private static final String OFF = "off";

  static final Setting<OptionalInt> PORT =
      new Setting<>(
          "PATCHBAY_GATEWAY_PORT",
          "8090",
          "off, or 0 to 65535",
          "The port on which clients connect to APIs; 0 picks a free one, off leaves the gateway out.",
          false,
          text -> {
            if (text.equals(OFF)) {
              return OptionalInt.empty();
            }
            int port = Integer.parseInt(text);
            Setting.require(port >= 0 && port <= HttpSettings.PORT_MAX);
            return OptionalInt.of(port);
          });

  /** Shorter than a second is for tests. */
  static final Setting<Integer> IDLE_MILLIS =
      Setting.number(
          "PATCHBAY_GATEWAY_IDLE_MILLIS",
          Limit.GATEWAY_IDLE.intValue(),
          100,
          86_400_000,
          "How long a client's connection may be without a frame, in milliseconds; the default is"
              + " AWS's.");

  static final Setting<Integer> LIFETIME_MILLIS =
      Setting.number(
          "PATCHBAY_GATEWAY_LIFETIME_MILLIS",
          Limit.GATEWAY_LIFETIME.intValue(),
          100,
          604_800_000,
          "How long a client's connection may last, in milliseconds; the default is AWS's.");

  static final Setting<Integer> EVENT_LOOPS =
      Setting.number(
          "PATCHBAY_GATEWAY_EVENT_LOOPS",
          0,
          0,
          64,
          "Threads that serve clients of the gateway; 0 for as many as there are processors, four at"
              + " most.");

  static final Setting<GatewayUrl> URL =
      new Setting<>(
          "PATCHBAY_GATEWAY_URL",
          "",
          GatewayUrl.FORM,
          "The address at which clients reach the gateway, for apiEndpoint, that of HTTP APIs with"
              + " http or https; without it the address that the gateway listens on, with aws AWS's"
              + " form.",
          false,
          GatewayUrl::parse);

  static final Setting<Optional<Path>> API_KEYS_FILE =
      Setting.file(
          "PATCHBAY_API_KEYS_FILE",
          "a file of API keys",
          "The API keys of clients and the stages that accept them; read again when it changes.");

  static final Setting<Optional<String>> REPLICA_HOST =
      new Setting<>(
          "PATCHBAY_GATEWAY_REPLICA_HOST",
          "",
          "a host name or an address",
          "The host at which other replicas of the gateway reach this one; without it"
              + " PATCHBAY_HTTP_HOST or, where that is every address, the address of this machine.",
          false,
          text -> {
            Setting.require(text.isEmpty() || text.matches("[A-Za-z0-9.:_-]{1,253}"));
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
          });

  static final Setting<Integer> REPLICA_PORT =
      Setting.number(
          "PATCHBAY_GATEWAY_REPLICA_PORT",
          0,
          0,
          HttpSettings.PORT_MAX,
          "The port on which the gateway listens for its other replicas; 0 picks a free one.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL =
      List.of(
          PORT,
          EVENT_LOOPS,
          URL,
          IDLE_MILLIS,
          LIFETIME_MILLIS,
          API_KEYS_FILE,
          REPLICA_HOST,
          REPLICA_PORT);

  private GatewaySettings() {}

  static GatewayConfig from(Map<String, String> environment) {
    return new GatewayConfig(
        PORT.from(environment),
        EVENT_LOOPS.from(environment),
        URL.from(environment),
        IDLE_MILLIS.from(environment),
        LIFETIME_MILLIS.from(environment),
        API_KEYS_FILE.from(environment),
        REPLICA_HOST.from(environment),
        REPLICA_PORT.from(environment));
  }
}
