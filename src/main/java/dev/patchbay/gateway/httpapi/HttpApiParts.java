package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.gateway.execution.IntegrationMeter;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.jwt.TokenVerifier;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The parts of the gateway that run requests to HTTP APIs. Of one event loop.
 *
 * @param meter receives the calls of integrations
 * @param verifier of signatures for {@code execute-api}; without one no signature is accepted
 */
public record HttpApiParts(
    RouteThrottle throttle,
    HttpBackends backends,
    LambdaFunctions functions,
    IntegrationMeter meter,
    ApiArns arns,
    Optional<SigV4Verifier> verifier,
    InstantSource clock,
    LongSupplier nanoClock) {

  HttpApiExecution execution() {
    return new HttpApiExecution(
        throttle,
        new ApiAccess(
            verifier,
            arns.accountId(),
            new TokenAccess(new TokenVerifier(backends, clock, nanoClock)),
            new FunctionAccess(functions, arns, new KeptReplies(nanoClock))),
        new IntegrationCalls(
            new ProxyCall(backends), new FunctionCall(functions, arns), meter, nanoClock),
        arns.accountId());
  }
}
