package dev.patchbay.gateway;

import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.gateway.execution.IntegrationMeter;
import dev.patchbay.gateway.execution.Integrations;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.http.DomainMappings;
import dev.patchbay.gateway.route.DeployedSnapshots;
import dev.patchbay.gateway.route.StageNames;

/**
 * The components of one event loop of the gateway.
 *
 * @param snapshots reads the snapshots of stages
 * @param integrations calls the backends of routes
 * @param stages names the stages of HTTP APIs
 * @param functions invokes Lambda functions that are not the backend of a route
 * @param backends takes the requests that HTTP APIs pass on
 * @param meter receives the calls of the integrations of HTTP APIs
 * @param close releases its connections
 */
public record GatewayLoopComponents(
    DeployedSnapshots snapshots,
    DomainMappings domains,
    StageNames stages,
    Integrations integrations,
    LambdaFunctions functions,
    HttpBackends backends,
    IntegrationMeter meter,
    Runnable close) {}
