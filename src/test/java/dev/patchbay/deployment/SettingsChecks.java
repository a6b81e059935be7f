package dev.patchbay.deployment;

import static dev.patchbay.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the service and of Redis: those that the code knows, with values that it takes,
 * and naming only files and servers that are there.
 *
 * @param secrets the keys of each Secret that operators are told to make
 */
record SettingsChecks(Manifests manifests, Map<String, Set<String>> secrets) {

  private static final Set<String> NAMES =
      Pattern.compile("^\\| `(\\w+)`", Pattern.MULTILINE)
          .matcher(Settings.markdownTable())
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toUnmodifiableSet());

  /** The settings that strict durability looks at, and the two that bound a partition. */
  private static final List<String> STRICT =
      List.of(
          "appendonly yes",
          "appendfsync always",
          "maxmemory-policy noeviction",
          "min-replicas-to-write 1",
          "min-replicas-max-lag 2");

  private static final Map<String, List<String>> PORTS =
      Map.of(
          "patchbay",
          List.of("PATCHBAY_HTTP_PORT http", "PATCHBAY_MANAGEMENT_PORT management"),
          "patchbay-gateway",
          List.of(
              "PATCHBAY_GATEWAY_PORT gateway",
              "PATCHBAY_GATEWAY_REPLICA_PORT replica",
              "PATCHBAY_MANAGEMENT_PORT management"));

  Stream<String> problems() {
    return PORTS.entrySet().stream()
        .flatMap(entry -> problems(manifests.get("Deployment", entry.getKey()), entry.getValue()));
  }

  private Stream<String> problems(ObjectNode deployment, List<String> ports) {
    Map<String, String> settings = settings(manifests, deployment);
    return Stream.of(
            settings.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .map(name -> "there is no setting " + name),
            refused(settings),
            settings.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("_FILE"))
                .filter(setting -> !isMounted(deployment, setting.getValue()))
                .map(setting -> "no Secret brings the file of " + setting),
            ports.stream()
                .map(setting -> setting.split(" ", 2))
                .filter(setting -> !port(deployment, setting[1]).equals(settings.get(setting[0])))
                .map(setting -> setting[0] + " is not the port " + setting[1]),
            Stream.of(settings.getOrDefault("PATCHBAY_REDIS_URI", "").split(","))
                .filter(uri -> !isServed(uri))
                .map(uri -> "there is no " + uri),
            Stream.of(settings.getOrDefault("PATCHBAY_GATEWAY_URL", ""))
                .filter(uri -> !uri.equals(gatewayUrl(settings)))
                .map(uri -> "PATCHBAY_GATEWAY_URL is not " + gatewayUrl(settings)),
            settings.getOrDefault("PATCHBAY_DURABILITY", "strict").equals("strict")
                ? STRICT.stream()
                    .filter(directive -> !redisConf().contains("\n" + directive + "\n"))
                    .map(directive -> "Redis is set up without " + directive)
                : Stream.<String>of())
        .flatMap(problems -> problems)
        .map(problem -> "settings of " + Manifests.name(deployment) + ": " + problem);
  }

  /** The settings of a pod: those of the ConfigMap, and before them those of its own. */
  private static Map<String, String> settings(Manifests manifests, ObjectNode workload) {
    Map<String, String> settings = new HashMap<>();
    manifests
        .get("ConfigMap", "patchbay")
        .path("data")
        .properties()
        .forEach(member -> settings.put(member.getKey(), member.getValue().asText()));
    Manifests.containers(workload)
        .flatMap(container -> stream(container.path("env")))
        .forEach(
            variable ->
                settings.put(
                    variable.path("name").asText(),
                    variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("status.podIP")
                        ? "10.0.0.1"
                        : variable.path("value").asText()));
    return settings;
  }

  private String gatewayUrl(Map<String, String> settings) {
    ObjectNode service = manifests.get("Service", "patchbay-gateway");
    return "%s://%s.%s:%d"
        .formatted(
            settings.containsKey("PATCHBAY_TLS_CERT_FILE") ? "wss" : "ws",
            Manifests.name(service),
            service.at("/metadata/namespace").asText(),
            service.at("/spec/ports/0/port").asInt());
  }

  /** The value of a number, or its default; 0 where there is no such setting. */
  static int number(Manifests manifests, ObjectNode workload, String name) {
    Matcher row =
        Pattern.compile("\\| `" + name + "` \\| `(\\d+)`").matcher(Settings.markdownTable());
    int value = row.find() ? Integer.parseInt(row.group(1)) : 0;
    return Integer.parseInt(
        settings(manifests, workload).getOrDefault(name, String.valueOf(value)));
  }

  private String redisConf() {
    return "\n" + manifests.get("ConfigMap", "redis").path("data").path("redis.conf").asText();
  }

  /** The error of the service at its start, with a file for each secret. */
  private static Stream<String> refused(Map<String, String> settings) {
    try {
      Path secret = Files.createTempFile("patchbay-secret-", "");
      try {
        Files.writeString(secret, "a-secret");
        Map<String, String> environment = new HashMap<>(settings);
        environment.replaceAll((name, value) -> name.endsWith("_FILE") ? secret.toString() : value);
        ServiceConfig.from(environment);
        return Stream.of();
      } catch (ConfigException refused) {
        return Stream.of(String.valueOf(refused.getMessage()));
      } finally {
        Files.delete(secret);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean isMounted(ObjectNode workload, String file) {
    int slash = file.lastIndexOf('/');
    String key = file.substring(slash + 1);
    return Manifests.containers(workload)
        .flatMap(container -> stream(container.path("volumeMounts")))
        .filter(mount -> mount.path("mountPath").asText().equals(file.substring(0, slash)))
        .flatMap(
            mount ->
                stream(Manifests.pod(workload).path("volumes"))
                    .filter(volume -> volume.path("name").equals(mount.path("name"))))
        .map(volume -> volume.at("/secret/secretName").asText())
        .anyMatch(name -> secrets.getOrDefault(name, Set.of()).contains(key));
  }

  private static String port(ObjectNode workload, String name) {
    return Manifests.containers(workload)
        .flatMap(container -> stream(container.path("ports")))
        .filter(port -> port.path("name").asText().equals(name))
        .map(port -> port.path("containerPort").asText())
        .findFirst()
        .orElse("missing");
  }

  /** Pods of a StatefulSet are known as {@code name-ordinal.service}. */
  private boolean isServed(String uri) {
    URI address = URI.create(uri);
    String[] host = String.valueOf(address.getHost()).split("\\.", 2);
    return host.length == 2
        && manifests
            .ofKind("StatefulSet")
            .filter(set -> set.at("/spec/serviceName").asText().equals(host[1]))
            .filter(set -> Manifests.hasPort(set, IntNode.valueOf(address.getPort())))
            .anyMatch(set -> isPod(set, host[0]));
  }

  private static boolean isPod(JsonNode set, String name) {
    return Stream.iterate(0, ordinal -> ordinal + 1)
        .limit(set.at("/spec/replicas").asInt())
        .anyMatch(ordinal -> name.equals(Manifests.name(set) + "-" + ordinal));
  }
}
