package dev.patchbay.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.patchbay.model.Limit;
import java.lang.management.ManagementFactory;

/** The file descriptors of this process. */
final class FileDescriptors {

  private FileDescriptors() {}

  /**
   * Returns the limit of callers' connections for each event loop, which leaves descriptors for
   * probes, Redis and files.
   */
  static int connectionsMax(int eventLoops) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? connectionsMax(eventLoops, system.getMaxFileDescriptorCount())
        : Limit.CONNECTIONS.intValue();
  }

  /** Returns the limit of the gateway's connections for each event loop: half of what is left. */
  static int gatewayConnectionsMax(int eventLoops) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? gatewayConnectionsMax(eventLoops, system.getMaxFileDescriptorCount())
        : Limit.GATEWAY_CONNECTIONS.intValue() / eventLoops;
  }

  static int gatewayConnectionsMax(int eventLoops, long descriptors) {
    long half = (descriptors - Limit.RESERVED_DESCRIPTORS.value()) / 2;
    return (int) Math.max(1, Math.min(Limit.GATEWAY_CONNECTIONS.value(), half) / eventLoops);
  }

  static int connectionsMax(int eventLoops, long descriptors) {
    long left = (descriptors - Limit.RESERVED_DESCRIPTORS.value()) / eventLoops;
    return (int) Math.max(1, Math.min(Limit.CONNECTIONS.value(), left));
  }
}
