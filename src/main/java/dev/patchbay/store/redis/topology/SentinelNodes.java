package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master that Sentinels report. It is refreshed once a second, after a failure, and on an event
 * of a failover.
 *
 * <p>No transaction commits on a former master that is known to be one: when a replica is about to
 * be promoted, and when another master is reported, all connections to the former one are closed,
 * also borrowed ones. A master that is partitioned together with this process cannot be known to be
 * a former one; {@code min-replicas-to-write} covers that case.
 */
final class SentinelNodes extends SingleMaster {

  private static final Logger LOG = LoggerFactory.getLogger(SentinelNodes.class);

  /** An event that a lost subscription misses is found within a second. */
  private static final long POLL_MILLIS = 1_000;

  /** The period while there is no master. */
  private static final long SEARCH_MILLIS = 100;

  /**
   * A promotion takes two seconds; one without further events must not block the service for ever.
   */
  private static final long PROMOTION_MILLIS_MAX = 10_000;

  /** Makes the client of a Sentinel whose events go to the listener. */
  interface SentinelMaker extends Function<Consumer<Sentinel.Event>, Sentinel> {}

  private record Master(HostPort address, long configEpoch, RedisConnections connections) {}

  private final Vertx vertx;
  private final SentinelGroup sentinels;
  private final Function<HostPort, RedisConnections> connect;
  private final AwaitedMaster<Master> awaited;
  private final RedisMeter meter;
  private @Nullable Master master;
  private @Nullable HostPort lastMaster;
  private @Nullable HostPort demoted;
  private long demotedNanos;
  private boolean searching;
  private boolean searchAgain;
  private boolean closed;

  SentinelNodes(
      Vertx vertx,
      List<SentinelMaker> sentinels,
      Function<HostPort, RedisConnections> connect,
      RedisLimits limits,
      RedisMeter meter,
      LongSupplier nanoClock) {
    super(limits, nanoClock);
    this.vertx = vertx;
    this.meter = meter;
    this.connect = connect;
    this.awaited = new AwaitedMaster<>(limits.acquireTimeoutMillis());
    this.sentinels =
        new SentinelGroup(sentinels.stream().map(maker -> maker.apply(this::received)).toList());
    poll();
  }

  @Override
  <T> Future<T> onMaster(Function<RedisConnections, Future<T>> work) {
    return (master == null ? awaited.await() : Future.succeededFuture(master))
        .compose(known -> work.apply(known.connections))
        .onFailure(this::refreshAfter);
  }

  private void refreshAfter(Throwable failure) {
    if (failure instanceof RedisFailure known && !known.fault().isOwnTime()) {
      search();
    }
  }

  private void received(Sentinel.Event event) {
    switch (event) {
      case PROMOTION -> {
        if (master != null) {
          demoted = master.address;
          demotedNanos = nanoClock().getAsLong();
          drop();
        }
      }
      case ABORTED -> demoted = null;
      case SWITCHED -> {}
    }
    searchAgain = searching;
    search();
  }

  private void poll() {
    if (!closed) {
      search();
      vertx.setTimer(master == null ? SEARCH_MILLIS : POLL_MILLIS, id -> poll());
    }
  }

  private void search() {
    if (searching || closed) {
      return;
    }
    searching = true;
    sentinels
        .newest()
        .compose(
            newest ->
                newest
                    .filter(this::isCredible)
                    .map(each -> connectTo(each.report()))
                    .orElseGet(Future::succeededFuture))
        .onComplete(
            outcome -> {
              searching = false;
              if (searchAgain) {
                searchAgain = false;
                search();
              }
            });
  }

  /** A Sentinel that is partitioned may report an older master. */
  private boolean isCredible(SentinelGroup.Newest newest) {
    return (newest.ofMajority()
            || master == null
            || newest.report().configEpoch() >= master.configEpoch)
        && !isDemoted(newest.report().master());
  }

  private boolean isDemoted(HostPort address) {
    return address.equals(demoted)
        && nanoClock().getAsLong() - demotedNanos < PROMOTION_MILLIS_MAX * 1_000_000;
  }

  /** Connects to the reported master if its role is master. */
  private Future<Void> connectTo(Sentinel.MasterReport report) {
    if (closed || (master != null && master.address.equals(report.master()))) {
      return Future.succeededFuture();
    }
    drop();
    RedisConnections connections = connect.apply(report.master());
    return connections
        .send(List.of(Request.cmd(Command.ROLE)))
        .map(
            replies -> {
              if (closed
                  || !replies.get(0).get(0).toString().equals("master")
                  || isDemoted(report.master())) {
                connections.close();
                return null;
              }
              LOG.info("The master is {}", report.master());
              demoted = null;
              if (lastMaster != null && !lastMaster.equals(report.master())) {
                meter.topologyChanged();
              }
              lastMaster = report.master();
              master = new Master(report.master(), report.configEpoch(), connections);
              awaited.found(master);
              return null;
            })
        .onFailure(failure -> connections.close())
        .mapEmpty();
  }

  /** Closes the connections to the master, so running calls fail. */
  private void drop() {
    if (master != null) {
      LOG.warn("{} is no longer the master", master.address);
      master.connections.close();
      master = null;
      awaited.lost();
    }
  }

  @Override
  public void close() {
    closed = true;
    sentinels.close();
    if (master != null) {
      master.connections.close();
    }
  }
}
