package dev.patchbay.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.model.Limit;
import java.lang.management.ManagementFactory;

/**
 * How many connections of each kind an event loop may have, so that all together leave file
 * descriptors for probes, Redis and files.
 *
 * @param callers to the control plane
 * @param clients to the gateway
 * @param backends from the gateway, to HTTP backends and as many to services of AWS
 */
record FileDescriptors(int callers, int clients, int backends) {

  static FileDescriptors of(ServiceConfig config) {
    return of(
        config.eventLoops(),
        config.gateway().port().isPresent(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE);
  }

  /** The gateway's clients share half of what is left, its backends and the callers a quarter. */
  static FileDescriptors of(int eventLoops, boolean hasGateway, long descriptors) {
    long left = (descriptors - Limit.RESERVED_DESCRIPTORS.value()) / eventLoops;
    return new FileDescriptors(
        bounded(Limit.CONNECTIONS.value(), hasGateway ? left / 4 : left),
        bounded(Limit.GATEWAY_CONNECTIONS.value() / eventLoops, left / 2),
        bounded(Limit.BACKEND_CALLS.value(), left / 8));
  }

  private static int bounded(long max, long share) {
    return (int) Math.max(1, Math.min(max, share));
  }
}
