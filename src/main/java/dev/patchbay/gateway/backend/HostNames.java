package dev.patchbay.gateway.backend;

import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.model.Limit;
import dev.patchbay.model.LruMap;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Resolves hosts and checks their addresses. The gateway connects to the checked address, so that a
 * second answer of a name server has no effect. Belongs to one event loop.
 */
final class HostNames {

  /** Looks up a name, on a worker. */
  interface Lookup {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  /** The JVM keeps answers for longer, so that a lookup seldom asks a server. */
  private static final long FRESH_NANOS = 10_000_000_000L;

  /** Hosts whose last label is a number are addresses, whose meaning differs between parsers. */
  private static final Pattern NUMBER =
      Pattern.compile("(?:.*\\.)?(?:0[xX][0-9a-fA-F]*|[0-9]+)\\.?");

  private static final Pattern DOTTED_DECIMAL =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");

  /** The addresses of a name, which are used in turn. */
  private static final class Known {
    private final List<InetAddress> addresses;
    private final long foundNanos;
    private int next;

    Known(List<InetAddress> addresses, long foundNanos) {
      this.addresses = addresses;
      this.foundNanos = foundNanos;
    }

    InetAddress next() {
      next = (next + 1) % addresses.size();
      return addresses.get(next);
    }
  }

  private final AddressGuard guard;
  private final Lookup lookup;
  private final WorkerExecutor workers;
  private final LongSupplier nanoClock;
  private final Map<String, Future<Known>> lookups = new HashMap<>();
  private final Map<String, Known> known = new LruMap<>(Limit.BACKEND_NAMES.intValue());

  HostNames(AddressGuard guard, Lookup lookup, WorkerExecutor workers, LongSupplier nanoClock) {
    this.guard = guard;
    this.lookup = lookup;
    this.workers = workers;
    this.nanoClock = nanoClock;
  }

  /**
   * Finds an address of a host.
   *
   * @return fails with {@link IntegrationException} where it has none that may be connected to
   */
  Future<InetAddress> find(String host) {
    if (host.indexOf(':') < 0
        && NUMBER.matcher(host).matches()
        && !DOTTED_DECIMAL.matcher(host).matches()) {
      return Future.failedFuture(
          new IntegrationException(GatewayError.INTERNAL, host + " is no address and no name"));
    }
    Known fresh = known.get(host);
    if (fresh != null && nanoClock.getAsLong() - fresh.foundNanos < FRESH_NANOS) {
      return Future.succeededFuture(fresh.next());
    }
    Future<Known> running = lookups.get(host);
    return (running == null ? look(host) : running).map(Known::next);
  }

  private Future<Known> look(String host) {
    Future<Known> found =
        workers
            .executeBlocking(() -> lookup.find(host), false)
            .recover(
                failure ->
                    Future.failedFuture(
                        new IntegrationException(
                            GatewayError.INTEGRATION_UNREACHABLE, "no name server knows " + host)))
            .map(addresses -> keep(host, addresses));
    lookups.put(host, found);
    found.onComplete(ended -> lookups.remove(host));
    return found;
  }

  private Known keep(String host, InetAddress[] addresses) {
    List<InetAddress> allowed =
        Stream.of(addresses).filter(each -> guard.refusal(each).isEmpty()).toList();
    if (allowed.isEmpty()) {
      String reason = guard.refusal(addresses[0]).orElse("is missing");
      throw new IntegrationException(
          GatewayError.INTERNAL, "the address of the backend " + host + ": " + reason);
    }
    // Not every network has IPv6.
    List<InetAddress> version4 = allowed.stream().filter(Inet4Address.class::isInstance).toList();
    Known found = new Known(version4.isEmpty() ? allowed : version4, nanoClock.getAsLong());
    known.put(host, found);
    return found;
  }
}
