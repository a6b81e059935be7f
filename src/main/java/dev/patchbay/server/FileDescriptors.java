package dev.patchbay.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.model.Limit;
import java.lang.management.ManagementFactory;

/**
 * How many connections of each kind there may be, so that all together leave file descriptors for
 * probes, Redis and files.
 *
 * @param callers of an event loop, to the control plane
 * @param clients of an event loop, to the gateway
 * @param backends of an event loop, from the gateway to HTTP backends and as many to services of
 *     AWS
 * @param replicas of the process, from the other replicas of the gateway and as many to them
 */
record FileDescriptors(int callers, int clients, int backends, int replicas) {

  static FileDescriptors of(ServiceConfig config) {
    return of(
        config.eventLoops(),
        config.gateway().port().isPresent() ? config.gateway().loops() : 0,
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE);
  }

  /**
   * The replicas of a gateway have an eighth. Its clients share half of what is left, its backends
   * and the callers a quarter.
   *
   * @param eventLoops of the control plane
   * @param gatewayLoops of the gateway; 0 where it does not run
   */
  static FileDescriptors of(int eventLoops, int gatewayLoops, long descriptors) {
    long all = descriptors - Limit.RESERVED_DESCRIPTORS.value();
    if (gatewayLoops == 0) {
      return new FileDescriptors(bounded(Limit.CONNECTIONS.value(), all / eventLoops), 0, 0, 0);
    }
    int replicas = bounded(Limit.REPLICA_CONNECTIONS.value(), all / 16);
    long left = all - 2L * replicas;
    return new FileDescriptors(
        bounded(Limit.CONNECTIONS.value(), left / 4 / eventLoops),
        bounded(Limit.GATEWAY_CONNECTIONS.value() / gatewayLoops, left / 2 / gatewayLoops),
        bounded(Limit.BACKEND_CALLS.value(), left / 8 / gatewayLoops),
        replicas);
  }

  private static int bounded(long max, long share) {
    return (int) Math.max(1, Math.min(max, share));
  }
}
