package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of an account in the REST API: deployment tools ask for the role of logs there
 * before they create an API with logs.
 */
final class AccountOperations {

  private static final String ROLE = "cloudwatchRoleArn";

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7e]{1,512}");

  private AccountOperations() {}

  static Future<Optional<Map<String, Object>>> get(
      ResourceService service, OperationRequest request) {
    return service
        .get(request.call(), id(request))
        .map(account -> account.members())
        .recover(
            failure ->
                isMissing(failure)
                    ? Future.succeededFuture(Map.of())
                    : Future.failedFuture(failure))
        .map(members -> Optional.of(answer(members)));
  }

  /** Creates the resource of the account with the first change. */
  static Future<Optional<Map<String, Object>>> update(
      ResourceService service, OperationRequest request) {
    Map<String, Object> changed = patched(request);
    return edit(service, request, changed)
        .recover(
            failure ->
                isMissing(failure)
                    ? create(service, request, changed)
                    : Future.failedFuture(failure))
        .map(members -> Optional.of(answer(members)));
  }

  private static Future<Map<String, Object>> edit(
      ResourceService service, OperationRequest request, Map<String, Object> changed) {
    return service
        .edit(
            request.call(),
            id(request),
            request.operation(),
            (members, now) -> {
              members.putAll(changed);
              members.values().removeIf(""::equals);
              return members;
            })
        .map(account -> account.members());
  }

  /** Another request may have created it meanwhile. */
  private static Future<Map<String, Object>> create(
      ResourceService service, OperationRequest request, Map<String, Object> changed) {
    Map<String, Object> members = new LinkedHashMap<>(changed);
    members.put("accountId", request.accountId());
    return service
        .create(request.call(), id(request).collection(), members)
        .map(account -> account.members())
        .recover(
            failure ->
                failure instanceof ServiceException refused && refused.code() == ErrorCode.CONFLICT
                    ? edit(service, request, changed)
                    : Future.failedFuture(failure));
  }

  private static boolean isMissing(Throwable failure) {
    return failure instanceof ServiceException refused && refused.code() == ErrorCode.NOT_FOUND;
  }

  private static ResourceId id(OperationRequest request) {
    return new ResourceId(
        request.accountId(), request.operation().type(), List.of(request.accountId()));
  }

  /** The values after the request's operations; an empty text removes one. */
  private static Map<String, Object> patched(OperationRequest request) {
    Map<String, Object> changed = new LinkedHashMap<>();
    if (request.members().get("patchOperations") instanceof List<?> operations) {
      operations.forEach(operation -> changed.put(ROLE, role((Map<?, ?>) operation)));
    }
    return changed;
  }

  private static String role(Map<?, ?> operation) {
    String kind = String.valueOf(operation.get("op"));
    String path = String.valueOf(operation.get("path"));
    if (!path.equals("/" + ROLE)) {
      throw badRequest(
              "Invalid patch path '%s' specified for op '%s'. Must be one of: [/%s]"
                  .formatted(ShownValue.cut(path), kind, ROLE))
          .about("patchOperations");
    }
    Object value = kind.equals("remove") ? "" : operation.get("value");
    String role = value == null ? "" : String.valueOf(value);
    if (!role.isEmpty() && !ROLE_ARN.matcher(role).matches()) {
      throw ServiceException.invalid("patchOperations", role, "the ARN of a role, or nothing");
    }
    return role;
  }

  /**
   * Adds the API key version, the features and the throttle limits that AWS gives every account.
   */
  private static Map<String, Object> answer(Map<String, Object> members) {
    Map<String, Object> account = new LinkedHashMap<>(members);
    account.put("apiKeyVersion", "4");
    account.put("features", List.of("UsagePlans"));
    account.put("throttleSettings", Map.of("burstLimit", 5_000, "rateLimit", 10_000.0));
    return account;
  }
}
