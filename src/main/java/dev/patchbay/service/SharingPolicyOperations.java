package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the sharing policy of a portal product, a text that no answer about the product
 * shows. It is stored as it was sent, and shares nothing.
 */
final class SharingPolicyOperations {

  private static final String POLICY = "policyDocument";

  /** AWS: the length of a policy. */
  private static final int LENGTH_MAX = 307_200;

  static final Map<String, OperationFunction> FUNCTIONS =
      Map.of(
          "PutPortalProductSharingPolicy", SharingPolicyOperations::put,
          "GetPortalProductSharingPolicy", SharingPolicyOperations::get,
          "DeletePortalProductSharingPolicy", SharingPolicyOperations::delete);

  private SharingPolicyOperations() {}

  private static Future<Optional<Map<String, Object>>> put(
      ResourceService service, OperationRequest request) {
    Object policy = Objects.requireNonNull(request.members().get(POLICY));
    return service
        .edit(
            request.call(),
            request.id(),
            request.operation(),
            (members, now) -> {
              members.put(POLICY, policy);
              return members;
            })
        .map(stored -> Optional.of(Map.of()));
  }

  private static Future<Optional<Map<String, Object>>> get(
      ResourceService service, OperationRequest request) {
    return service
        .get(request.call(), request.id())
        .map(
            product ->
                Optional.of(
                    Map.of(
                        POLICY,
                        present(product.members().get(POLICY)),
                        product.id().type().idMember(),
                        product.id().value())));
  }

  private static Future<Optional<Map<String, Object>>> delete(
      ResourceService service, OperationRequest request) {
    return service
        .edit(
            request.call(),
            request.id(),
            request.operation(),
            (members, now) -> {
              present(members.remove(POLICY));
              return members;
            })
        .map(removed -> Optional.empty());
  }

  private static Object present(@Nullable Object policy) {
    if (policy == null) {
      throw new ServiceException(
          ErrorCode.NOT_FOUND, "The portal product does not have a sharing policy");
    }
    return policy;
  }

  /**
   * The policy in a portal product of an export; none where it has none.
   *
   * @throws ServiceException BAD_REQUEST when it is none that the service stores
   */
  static Map<String, Object> written(Map<String, Object> stored) {
    Object policy = stored.get(POLICY);
    if (policy == null) {
      return Map.of();
    }
    if (!(policy instanceof String text)
        || text.isEmpty()
        || text.codePointCount(0, text.length()) > LENGTH_MAX) {
      throw badRequest(POLICY + " is not what the service would have stored");
    }
    return Map.of(POLICY, policy);
  }
}
