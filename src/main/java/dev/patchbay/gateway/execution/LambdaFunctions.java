package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.CallOrigin;
import io.vertx.core.Future;
import java.util.Optional;

/** Invokes Lambda functions. Belongs to one event loop. */
@FunctionalInterface
public interface LambdaFunctions {

  /**
   * Invokes a function once and awaits its result.
   *
   * @return ends within the time; fails with {@link IntegrationException} where the function cannot
   *     be invoked or does not answer
   */
  Future<FunctionResult> invoke(Invocation invocation);

  /**
   * An invocation.
   *
   * @param functionArn the ARN of the function or of its invocation, or its name
   * @param payload JSON
   * @param origin for which the function is invoked
   * @param sourceArn names the part of the API that invokes it
   */
  record Invocation(
      String functionArn,
      String payload,
      long timeoutMillis,
      CallOrigin origin,
      String sourceArn) {}

  /**
   * The end of an invocation.
   *
   * @param status of the answer, 200 where the function ran
   * @param payload the JSON of the function, or of its error
   * @param functionError {@code Handled} or {@code Unhandled} where the function failed
   */
  record FunctionResult(int status, String payload, Optional<String> functionError) {}
}
