package dev.patchbay.gateway.execution;

import io.vertx.core.Future;
import java.util.Optional;

/** Invokes Lambda functions. Belongs to one event loop. */
@FunctionalInterface
public interface LambdaFunctions {

  /**
   * Invokes a function once and awaits its result.
   *
   * @param functionArn the ARN of the function, or its name, with or without a qualifier
   * @param payload JSON
   * @return ends within the time; fails with {@link IntegrationException} where the function cannot
   *     be invoked or does not answer
   */
  Future<FunctionResult> invoke(String functionArn, String payload, long timeoutMillis);

  /**
   * The end of an invocation.
   *
   * @param status of the answer, 200 where the function ran
   * @param payload the JSON of the function, or of its error
   * @param functionError {@code Handled} or {@code Unhandled} where the function failed
   */
  record FunctionResult(int status, String payload, Optional<String> functionError) {}
}
