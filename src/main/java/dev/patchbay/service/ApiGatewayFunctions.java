package dev.patchbay.service;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The operations of Amazon API Gateway v2 beside the lifecycle operations of each type. */
public final class ApiGatewayFunctions {

  private ApiGatewayFunctions() {}

  /**
   * The functions by the names of their operations.
   *
   * @param modelTemplate makes a template out of the schema of a model
   */
  public static Map<String, OperationFunction> of(
      ResourceTypes types, UnaryOperator<String> modelTemplate) {
    Map<String, OperationFunction> all = new HashMap<>(PortalOperations.FUNCTIONS);
    all.putAll(SharingPolicyOperations.FUNCTIONS);
    all.putAll(ofApis(types, modelTemplate));
    return Map.copyOf(all);
  }

  private static Map<String, OperationFunction> ofApis(
      ResourceTypes types, UnaryOperator<String> modelTemplate) {
    TagOperations tags = new TagOperations(types);
    return Map.ofEntries(
        Map.<String, OperationFunction>entry("GetAccount", AccountOperations::get),
        Map.<String, OperationFunction>entry("UpdateAccount", AccountOperations::update),
        Map.<String, OperationFunction>entry(
            "DeleteCorsConfiguration", removing("corsConfiguration")),
        Map.<String, OperationFunction>entry(
            "DeleteRouteRequestParameter",
            removingEntry("requestParameters", "Invalid request parameter specified")),
        Map.<String, OperationFunction>entry(
            "DeleteAccessLogSettings", removing("accessLogSettings")),
        Map.<String, OperationFunction>entry(
            "DeleteRouteSettings", removingEntry("routeSettings", StageRules.NO_ROUTE)),
        Map.<String, OperationFunction>entry(
            "ResetAuthorizersCache", ApiGatewayFunctions::touching),
        Map.<String, OperationFunction>entry(
            "GetModelTemplate", (service, request) -> template(service, request, modelTemplate)),
        Map.<String, OperationFunction>entry("TagResource", tags::tag),
        Map.<String, OperationFunction>entry("UntagResource", tags::untag),
        Map.<String, OperationFunction>entry("GetTags", tags::get));
  }

  /** Replicas of the gateway keep answers of authorizers for one revision of the stage. */
  private static Future<Optional<Map<String, Object>>> touching(
      ResourceService service, OperationRequest request) {
    return service
        .touch(request.call(), request.id(), request.operation())
        .map(touched -> Optional.empty());
  }

  /** Removes a member; where it is not set, nothing changes. */
  private static OperationFunction removing(String member) {
    return editing(
        (request, members) -> {
          members.remove(member);
          return members;
        });
  }

  /**
   * Removes the entry of a map that the last label of the path names.
   *
   * @param missing the refusal's text where the map has no such entry
   */
  private static OperationFunction removingEntry(String member, String missing) {
    return editing(
        (request, members) -> {
          String key = request.identifiers().get(request.identifiers().size() - 1);
          Map<Object, Object> entries =
              members.get(member) instanceof Map<?, ?> map
                  ? new LinkedHashMap<>(map)
                  : new LinkedHashMap<>();
          if (entries.remove(key) == null) {
            throw new ServiceException(ErrorCode.NOT_FOUND, missing.replace("{key}", key));
          }
          if (entries.isEmpty()) {
            members.remove(member);
          } else {
            members.put(member, Collections.unmodifiableMap(entries));
          }
          return members;
        });
  }

  /** The change of an operation to the members of a resource. */
  private interface Edit {
    Map<String, Object> apply(OperationRequest request, Map<String, Object> members);
  }

  private static OperationFunction editing(Edit edit) {
    return (service, request) ->
        service
            .edit(
                request.call(),
                request.id(),
                request.operation(),
                (members, now) -> edit.apply(request, members))
            .map(edited -> Optional.empty());
  }

  private static Future<Optional<Map<String, Object>>> template(
      ResourceService service, OperationRequest request, UnaryOperator<String> modelTemplate) {
    return service
        .get(request.call(), request.id())
        .map(
            model ->
                Optional.of(
                    Map.of("value", modelTemplate.apply(String.valueOf(model.text("schema"))))));
  }
}
