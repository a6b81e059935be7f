package dev.patchbay.provider;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceTypes;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** Waits until the answers of the service show a fault or its end. Blocks. */
final class ServiceProbe {

  /** The service notices a fault within two seconds. */
  private static final long EFFECT_SECONDS_MAX = 20;

  private static final long POLL_MILLIS = 10;

  private final ServiceCalls service;
  private final String path;

  /**
   * A probe of one address.
   *
   * @param path of the resource that is read
   */
  ServiceProbe(ServiceCalls service, String path) {
    this.service = service;
    this.path = path;
  }

  /** Returns a probe of the control plane, which reads a page of roots. */
  static ServiceProbe ofRoots(ResourceTypes types, ServiceCalls service) {
    return new ServiceProbe(
        service,
        Operation.of(types.roots().get(0), LifecycleOperation.GET_ALL).path() + "?maxResults=1");
  }

  /**
   * Waits until the service answers a GET with such a status.
   *
   * @throws IllegalStateException after 20 seconds
   */
  void await(IntPredicate status) {
    long startNanos = System.nanoTime();
    int last;
    do {
      last = service.get(path).status();
      if (status.test(last)) {
        return;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    } while (System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(EFFECT_SECONDS_MAX));
    throw new IllegalStateException("the service still answers " + last);
  }
}
