package dev.patchbay.service;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** The function of an operation that is not a lifecycle operation. */
@FunctionalInterface
public interface OperationFunction {

  /**
   * Begins the operation. Fails with {@link dev.patchbay.model.ServiceException}s.
   *
   * @return the members of the answer's body; empty for an answer without one
   */
  Future<Optional<Map<String, Object>>> begin(ResourceService service, OperationRequest request);
}
