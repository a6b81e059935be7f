package dev.patchbay.http;

import dev.patchbay.call.Call;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The part of an operation between the checks of its request and the writing of its answer. */
@FunctionalInterface
interface OperationWork {

  /**
   * Begins the work, which may complete before the throttle has admitted the call.
   *
   * @param identifiers the identifiers in the path, outermost first
   */
  Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> identifiers);
}
