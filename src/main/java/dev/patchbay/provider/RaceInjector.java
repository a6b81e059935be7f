package dev.patchbay.provider;

import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  /** The key of the list of an account's roots of one type. */
  private static final Pattern ROOTS =
      Pattern.compile("patchbay:\\{[^}]*}:[0-9]{12}/([^/#]+)#order");

  private final ResourceTypes types;
  private final ServiceCalls secondReplica;
  private volatile Race race = Race.NONE;
  private volatile @Nullable ResourceType deleted;

  RaceInjector(ResourceTypes types, ServiceCalls secondReplica) {
    this.types = types;
    this.secondReplica = secondReplica;
  }

  void run(Race next) {
    race = next;
  }

  /** Deletes a resource of this type during the next write to it. */
  void delete(ResourceType type) {
    deleted = type;
    race = Race.DELETE;
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
          // An evaluation reads in a transaction too; only writes are overtaken.
          if (name.equals("EXEC") && race != Race.NONE && !changed.isEmpty()) {
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
        watched.stream().map(ROOTS::matcher).filter(Matcher::matches).forEach(this::changeList);
      }
    } catch (RuntimeException e) {
      LOG.error("The write of {} was not overtaken", paths, e);
    }
  }

  private void delete(List<String> paths) {
    for (String path : paths) {
      if (type(path).equals(deleted) && secondReplica.delete(path).status() == 204) {
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
    String member = type(path).example().freeText();
    if (member.isEmpty()) {
      return false;
    }
    Object value = current.members().getOrDefault(member, "");
    secondReplica.patch(path, Map.of(member, value.equals("x") ? "y" : "x")).orThrow();
    secondReplica.patch(path, Map.of(member, value)).orThrow();
    return true;
  }

  /** Changes the list of roots, which is all that the creation of a root watches. */
  private void changeList(Matcher list) {
    String collection = "/v2/" + list.group(1);
    ResourceType root = type(collection + "/any");
    ServiceCalls.Answer made = secondReplica.post(collection, TypeStates.members(root)).orThrow();
    secondReplica.delete(collection + "/" + made.members().get(root.idMember())).orThrow();
  }

  /** The type whose resources have such paths. */
  private ResourceType type(String path) {
    List<String> segments = List.of(path.split("/", -1));
    return types.all().stream()
        .filter(type -> segments.size() == 2 + 2 * type.depth())
        .filter(
            type ->
                IntStream.range(0, type.depth())
                    .allMatch(
                        i ->
                            type.lineage()
                                .get(i)
                                .collectionSegment()
                                .equals(segments.get(2 + 2 * i))))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(path));
  }
}
