package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceId;
import java.util.List;
import java.util.Map;

/**
 * A request for an operation that is not a lifecycle operation.
 *
 * @param identifiers the values of the labels in the path, outermost first
 * @param members of the body, as its schema accepts them; none without a body
 * @param query the values of each parameter
 */
public record OperationRequest(
    Operation operation,
    Call call,
    String accountId,
    List<String> identifiers,
    Map<String, Object> members,
    Map<String, List<String>> query) {

  public OperationRequest {
    identifiers = List.copyOf(identifiers);
  }

  /** The resource that the first labels of the path lead to. */
  public ResourceId id() {
    return new ResourceId(
        accountId, operation.type(), identifiers.subList(0, operation.type().depth()));
  }
}
