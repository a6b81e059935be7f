package dev.patchbay.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Strategic merge patches, as far as the overlays use them: objects merge member by member, the
 * lists below merge by a key, all other lists are replaced.
 */
final class StrategicMerge {

  private static final Map<String, String> LIST_KEYS =
      Map.of("containers", "name", "env", "name", "volumes", "name", "volumeMounts", "mountPath");

  private StrategicMerge() {}

  static void merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              if (name.startsWith("$")) {
                throw new IllegalArgumentException("not understood here: " + name);
              }
              JsonNode present = target.get(name);
              if (member.getValue() instanceof ObjectNode change
                  && present instanceof ObjectNode object) {
                merge(object, change);
              } else if (member.getValue() instanceof ArrayNode change
                  && present instanceof ArrayNode list
                  && keyOf(name, change).isPresent()) {
                mergeList(list, change, keyOf(name, change).get());
              } else {
                target.set(name, member.getValue());
              }
            });
  }

  /** Kubernetes merges the ports of containers and of services by members of different names. */
  private static Optional<String> keyOf(String list, ArrayNode change) {
    if (list.equals("ports")) {
      return Optional.of(change.path(0).has("containerPort") ? "containerPort" : "port");
    }
    return Optional.ofNullable(LIST_KEYS.get(list));
  }

  /** New elements come first, as kustomize has it. */
  private static void mergeList(ArrayNode target, ArrayNode patch, String key) {
    int added = 0;
    for (JsonNode change : patch) {
      Optional<JsonNode> same =
          Manifests.stream(target)
              .filter(element -> Objects.equals(element.get(key), change.get(key)))
              .findFirst();
      if (same.isPresent()) {
        merge((ObjectNode) same.get(), (ObjectNode) change);
      } else {
        target.insert(added++, change);
      }
    }
  }
}
