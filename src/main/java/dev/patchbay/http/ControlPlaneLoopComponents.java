package dev.patchbay.http;

import dev.patchbay.service.ApiExports;
import dev.patchbay.service.ApiImports;
import dev.patchbay.service.ChangeService;
import dev.patchbay.service.PreviewService;
import dev.patchbay.service.ResourceService;
import dev.patchbay.throttle.RateLimiter;
import io.vertx.core.Future;

/**
 * The components of one event loop.
 *
 * @param connections lists the connections of clients
 * @param warm completes when its first connection to Redis is made, or could not be made
 * @param close releases its connections
 */
public record ControlPlaneLoopComponents(
    ResourceService service,
    PreviewService previews,
    ApiImports imports,
    ApiExports exports,
    ConnectionPages connections,
    ChangeService changes,
    RateLimiter limiter,
    Future<?> warm,
    Runnable close) {}
