package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.LintCache;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.OperationFunction;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.wire.RequestSchemas;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The components that all instances share.
 *
 * @param port 0 for a free one
 * @param eventLoops how many instances share the memory of the process
 * @param connectionsMax of each of them
 * @param bodyBytesMax the largest request body
 * @param shutdownSeconds how long requests under way may take to end when it stops
 * @param tls empty for cleartext
 * @param verifier empty where requests need no signature
 * @param anyone the caller of all requests then
 * @param limit the rate limit of accounts without one of their own
 * @param region for documents that leave it open
 * @param connections empty where the service has no gateway
 * @param workers of evaluations
 * @param answered makes the resource that is answered of the one that is stored
 * @param console empty where it is not served
 * @param evaluator asked on a worker
 * @param sampling the requests that are logged
 * @param trace empty where nothing is traced
 */
public record ControlPlaneComponents(
    String host,
    int port,
    int eventLoops,
    int connectionsMax,
    int bodyBytesMax,
    int shutdownSeconds,
    LongSupplier nanoClock,
    long reloadMillis,
    Optional<TlsFiles> tls,
    Optional<SigV4Verifier> verifier,
    Caller anyone,
    RateLimit limit,
    String region,
    ResourceTypes types,
    Map<String, OperationFunction> functions,
    RequestSchemas schemas,
    UnaryOperator<Resource> answered,
    Optional<ConsoleAccess> console,
    Supplier<Optional<ConnectionCommands>> connections,
    EvaluationWorkers workers,
    Supplier<Evaluator> evaluator,
    LintCache lint,
    AccessSampling sampling,
    ServiceMetrics metrics,
    Optional<OperationTrace> trace) {}
