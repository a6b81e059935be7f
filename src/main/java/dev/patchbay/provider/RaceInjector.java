package dev.patchbay.provider;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes transactions of the service fail. The proxy in front of Redis reports the WATCH commands;
 * before it passes EXEC on, a second replica changes a watched key. Safe for use by many threads.
 */
final class RaceInjector {

  /** The change between the reads of a transaction and its EXEC. */
  enum Race {
    NONE,
    /** Every transaction of the current request is overtaken. */
    OVERTAKE_ONCE,
    OVERTAKE,
    DELETE
  }

  private static final Logger LOG = LoggerFactory.getLogger(RaceInjector.class);

  /** The key of a record ends with the path of its resource. */
  private static final Pattern RECORD = Pattern.compile("patchbay:\\{[^}]*}:[0-9]{12}(/[^#]*)");

  private static final Set<String> CHANGES = Set.of("SET", "UNLINK", "DEL");

  /** For each type a member without rules, which an empty text clears. */
  private static final Map<ResourceType, String> PROBE_MEMBERS =
      Map.of(
          ApiGatewayTypes.API, "description",
          ApiGatewayTypes.INTEGRATION, "description",
          ApiGatewayTypes.INTEGRATION_RESPONSE, "templateSelectionExpression",
          ApiGatewayTypes.ROUTE, "operationName",
          ApiGatewayTypes.ROUTE_RESPONSE, "modelSelectionExpression");

  private static final Map<String, ResourceType> BY_SEGMENT =
      ApiGatewayTypes.ALL.all().stream()
          .collect(Collectors.toMap(ResourceType::collectionSegment, Function.identity()));

  private final ServiceCalls secondReplica;
  private volatile Race race = Race.NONE;

  RaceInjector(ServiceCalls secondReplica) {
    this.secondReplica = secondReplica;
  }

  void run(Race next) {
    race = next;
  }

  /** Ends {@link Race#OVERTAKE_ONCE}; called before the caller sees the answer of a write. */
  void writeEnded() {
    if (race == Race.OVERTAKE_ONCE) {
      race = Race.NONE;
    }
  }

  /** Returns the tap of one connection to Redis. */
  TcpProxy.Tap tap() {
    CommandReader commands = new CommandReader();
    Set<String> watched = new LinkedHashSet<>();
    Set<String> changed = new HashSet<>();
    return (chunk, length) -> {
      for (List<String> command : commands.read(chunk, length)) {
        String name = command.get(0).toUpperCase(Locale.ROOT);
        List<String> arguments = command.subList(1, command.size());
        if (name.equals("WATCH")) {
          watched.addAll(arguments);
        } else if (CHANGES.contains(name)) {
          changed.addAll(name.equals("SET") ? arguments.subList(0, 1) : arguments);
        } else if (name.equals("EXEC") || name.equals("UNWATCH")) {
          if (name.equals("EXEC") && race != Race.NONE) {
            overtake(watched, changed);
          }
          watched.clear();
          changed.clear();
        }
      }
    };
  }

  private synchronized void overtake(Set<String> watched, Set<String> changed) {
    List<String> paths = new ArrayList<>();
    watched.stream()
        .sorted(
            Comparator.<String, Boolean>comparing(changed::contains)
                .thenComparing(String::length)
                .reversed())
        .map(RECORD::matcher)
        .filter(Matcher::matches)
        .forEach(record -> paths.add("/v2" + record.group(1)));
    try {
      if (race == Race.DELETE) {
        delete(paths);
      } else if (paths.stream().noneMatch(this::change)) {
        changeTheListOfApis();
      }
    } catch (RuntimeException e) {
      LOG.error("The write of {} was not overtaken", paths, e);
    }
  }

  private void delete(List<String> paths) {
    for (String path : paths) {
      if (type(path) == ApiGatewayTypes.INTEGRATION_RESPONSE
          && secondReplica.delete(path).status() == 204) {
        race = Race.NONE;
        return;
      }
    }
  }

  /** Changes a resource and reverts the change, so that only its revision differs. */
  private boolean change(String path) {
    ServiceCalls.Answer current = secondReplica.get(path);
    if (current.status() != 200) {
      return false;
    }
    String member = Objects.requireNonNull(PROBE_MEMBERS.get(type(path)));
    Object value = current.members().getOrDefault(member, "");
    secondReplica.patch(path, Map.of(member, value.equals("x") ? "y" : "x")).orThrow();
    secondReplica.patch(path, Map.of(member, value)).orThrow();
    return true;
  }

  /** Makes the creation of an API fail, which watches the list of APIs only. */
  private void changeTheListOfApis() {
    Object apiId =
        secondReplica
            .post("/v2/apis", ProviderStateCatalogue.API_DEFAULTS)
            .orThrow()
            .members()
            .get("apiId");
    secondReplica.delete("/v2/apis/" + apiId).orThrow();
  }

  private static ResourceType type(String path) {
    String[] segments = path.split("/", -1);
    return Objects.requireNonNull(BY_SEGMENT.get(segments[segments.length - 2]), path);
  }
}
