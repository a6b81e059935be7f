package dev.patchbay.gateway;

import dev.patchbay.gateway.execution.Integrations;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.http.DomainMappings;
import dev.patchbay.gateway.route.DeployedSnapshots;

/**
 * The components of one event loop of the gateway.
 *
 * @param snapshots reads the snapshots of stages
 * @param integrations calls the backends of routes
 * @param functions invokes Lambda functions that are not the backend of a route
 * @param close releases its connections
 */
public record GatewayLoopComponents(
    DeployedSnapshots snapshots,
    DomainMappings domains,
    Integrations integrations,
    LambdaFunctions functions,
    Runnable close) {}
