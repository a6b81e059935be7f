package dev.patchbay.service;

import dev.patchbay.model.Members;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of a snapshot: the resources below a root with their types, their paths below it and
 * their members, in the order of the table and of identifiers. Revisions are no part of it.
 */
final class SnapshotContent {

  /** The member of a snapshot. */
  static final String RESOURCES = "resources";

  private static final String TYPE = "type";

  private static final String PATH = "path";

  private static final String MEMBERS = "members";

  private SnapshotContent() {}

  /** The members of a snapshot of these resources. */
  static Map<String, Object> of(ResourceType snapshots, List<Resource> resources) {
    List<Object> all = new ArrayList<>(resources.size());
    for (Resource resource : resources) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put(TYPE, resource.id().type().typeName());
      one.put(PATH, resource.id().path().subList(1, resource.id().path().size()));
      one.put(MEMBERS, resource.members());
      all.add(one);
    }
    return Members.of(snapshots, Map.of(RESOURCES, Collections.unmodifiableList(all)));
  }

  /**
   * The resources of a snapshot; resources of types that this version does not have are left out.
   */
  static List<Resource> resources(ResourceTypes types, Resource snapshot) {
    ResourceId root = snapshot.id().root();
    List<Resource> resources = new ArrayList<>();
    if (snapshot.members().get(RESOURCES) instanceof List<?> all) {
      all.forEach(each -> resource(types, root, (Map<?, ?>) each).ifPresent(resources::add));
    }
    return resources;
  }

  @SuppressWarnings(
      "unchecked") // The service has written the value, or the rules of an import have checked it.
  private static Optional<Resource> resource(ResourceTypes types, ResourceId root, Map<?, ?> one) {
    List<String> path = new ArrayList<>(root.path());
    path.addAll((List<String>) Objects.requireNonNull(one.get(PATH)));
    return types
        .named(String.valueOf(one.get(TYPE)))
        .filter(type -> type.depth() == path.size())
        .map(
            type ->
                new Resource(
                    new ResourceId(root.accountId(), type, path),
                    1,
                    (Map<String, Object>) Objects.requireNonNull(one.get(MEMBERS))));
  }

  /** Whether a value of an export has the form of a resource. */
  static boolean isResource(Object value) {
    return value instanceof Map<?, ?> one
        && one.size() == 3
        && one.get(TYPE) instanceof String
        && one.get(PATH) instanceof List<?> path
        && path.stream().allMatch(String.class::isInstance)
        && one.get(MEMBERS) instanceof Map<?, ?>;
  }
}
