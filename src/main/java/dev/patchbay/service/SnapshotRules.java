package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rules of a snapshot in an export.
 *
 * @param hash the identifier of a content
 */
record SnapshotRules(Function<Map<String, Object>, String> hash) implements ResourceRules {

  @Override
  public String contentId(Map<String, Object> members) {
    return hash.apply(members);
  }

  @Override
  public void validate(Draft candidate) {
    Object resources = candidate.members().get(SnapshotContent.RESOURCES);
    if (!(resources instanceof List<?> list)
        || !list.stream().allMatch(SnapshotContent::isResource)) {
      throw badRequest("its resources are not those of a snapshot");
    }
    if (!contentId(Map.of(SnapshotContent.RESOURCES, resources)).equals(candidate.id().value())) {
      throw badRequest("its identifier is not the hash of its resources");
    }
  }
}
