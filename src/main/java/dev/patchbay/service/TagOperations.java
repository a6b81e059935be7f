package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tags of resources, which these operations name by their ARNs. */
final class TagOperations {

  private static final String TAGS = "tags";

  /** Partition and region are not compared. */
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z0-9-]+:apigateway:[a-z0-9-]+:([0-9]{12})?:/(.+)");

  private final ResourceTypes types;

  TagOperations(ResourceTypes types) {
    this.types = types;
  }

  /** Adds tags, and replaces the values of existing ones. */
  Future<Optional<Map<String, Object>>> tag(ResourceService service, OperationRequest request) {
    Object added = request.members().getOrDefault(TAGS, Map.of());
    return edit(
            service,
            request,
            tags ->
                ((Map<?, ?>) added)
                    .forEach(
                        (key, value) -> {
                          if (value != null) {
                            tags.put(key, value);
                          }
                        }))
        .map(tagged -> Optional.of(Map.of()));
  }

  /** Removes tags; missing keys have no effect. */
  Future<Optional<Map<String, Object>>> untag(ResourceService service, OperationRequest request) {
    List<String> keys = request.query().getOrDefault("tagKeys", List.of());
    if (keys.isEmpty()) {
      throw badRequest("tagKeys must name at least one key").about("tagKeys");
    }
    return edit(service, request, tags -> keys.forEach(tags::remove))
        .map(untagged -> Optional.empty());
  }

  Future<Optional<Map<String, Object>>> get(ResourceService service, OperationRequest request) {
    return service
        .get(request.call(), resource(request))
        .map(resource -> Optional.of(Map.of(TAGS, tags(resource.members()))));
  }

  private Future<?> edit(
      ResourceService service, OperationRequest request, Consumer<Map<Object, Object>> change) {
    return service.edit(
        request.call(),
        resource(request),
        request.operation(),
        (members, now) -> {
          Map<Object, Object> tags = new LinkedHashMap<>(tags(members));
          change.accept(tags);
          members.put(TAGS, Collections.unmodifiableMap(tags));
          return members;
        });
  }

  private static Map<?, ?> tags(Map<String, Object> members) {
    return members.get(TAGS) instanceof Map<?, ?> tags ? tags : Map.of();
  }

  /** The resource that an ARN leads to, whose path has the segments of a request's path. */
  private ResourceId resource(OperationRequest request) {
    String arn = request.identifiers().get(0);
    Matcher form = ARN.matcher(arn);
    List<String> segments = form.matches() ? List.of(form.group(2).split("/", -1)) : List.of();
    String account = form.matches() ? form.group(1) : null;
    List<ResourceType> among = types.roots();
    List<String> path = new ArrayList<>();
    Optional<ResourceType> type = Optional.empty();
    for (int i = 0; i + 1 < segments.size(); i += 2) {
      String segment = segments.get(i);
      type = among.stream().filter(each -> each.collectionSegment().equals(segment)).findFirst();
      among = type.map(types::childrenOf).orElse(List.of());
      path.add(segments.get(i + 1));
    }
    return type.filter(found -> found.isTagged() && segments.size() == 2 * path.size())
        .filter(found -> hasAccount(found, account, request.accountId()))
        .map(found -> new ResourceId(request.accountId(), found, path))
        .orElseThrow(() -> notTaggable(arn));
  }

  /** AWS's ARNs of some types alone name the account, which is that of the caller. */
  private static boolean hasAccount(ResourceType type, @Nullable String account, String caller) {
    return type.arnMember().isPresent() ? caller.equals(account) : account == null;
  }

  private static ServiceException notTaggable(String arn) {
    return badRequest("Invalid ARN specified in the request: " + ShownValue.cut(arn));
  }
}
