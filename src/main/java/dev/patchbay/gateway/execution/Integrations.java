package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.BackendReply;
import io.vertx.core.Future;

/** Calls the backends of integrations. Belongs to one event loop. */
@FunctionalInterface
public interface Integrations {

  /**
   * Calls a backend once.
   *
   * @return ends within the timeout of the integration; fails with {@link IntegrationException}
   *     where there is no reply
   */
  Future<BackendReply> call(IntegrationCall call);
}
