package dev.patchbay.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clock, the period and the wait of a service that no setting changes; a test has its own.
 *
 * @param nanoClock by which the time of requests and connections runs, such as {@code
 *     System::nanoTime}
 * @param reloadMillis between two checks of the credentials file and the certificate
 * @param beatMillis between two beats of a replica of the gateway
 * @param drainDelay the wait while the service is unready and still serves
 */
public record ServiceTiming(
    LongSupplier nanoClock, long reloadMillis, long beatMillis, DrainDelay drainDelay) {

  /** A rotated Secret is used within seconds; Kubernetes takes up to a minute to mount it. */
  private static final long RELOAD_MILLIS = 2_000;

  /** Four periods fit into the lease of a replica. */
  private static final long BEAT_MILLIS = 1_000;

  /** Real time. */
  public static final ServiceTiming REAL =
      new ServiceTiming(System::nanoTime, RELOAD_MILLIS, TimeUnit.SECONDS::sleep);

  /** Timing with the usual period of heartbeats. */
  public ServiceTiming(LongSupplier nanoClock, long reloadMillis, DrainDelay drainDelay) {
    this(nanoClock, reloadMillis, BEAT_MILLIS, drainDelay);
  }

  /** Blocks for the configured delay. */
  @FunctionalInterface
  public interface DrainDelay {
    void pass(long seconds) throws InterruptedException;
  }
}
