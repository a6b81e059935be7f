package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master that Sentinels name. It is asked for once a second, at once after a failure, and when
 * a Sentinel tells of a failover.
 *
 * <p>No transaction commits on a former master as far as that can be known: when a replica is about
 * to be promoted, and whenever another master is named, all connections to the former one are
 * closed, those in use too. A master that is cut off together with this process, away from the
 * Sentinels, cannot be known to be a former one: against that {@code min-replicas-to-write} helps.
 */
final class SentinelNodes extends SingleMaster {

  private static final Logger LOG = LoggerFactory.getLogger(SentinelNodes.class);

  /** What is not heard, since a subscription was lost, is learned within a second. */
  private static final long POLL_MILLIS = 1_000;

  /** While there is no master. */
  private static final long SEARCH_MILLIS = 100;

  /** A promotion takes two seconds; one that is never heard of again must not stop us for good. */
  private static final long PROMOTION_MILLIS_MAX = 10_000;

  /** They wait no longer than for a connection, and more would not find one in the pool. */
  private static final int WAITERS_MAX = 1_024;

  /** Makes a Sentinel that tells this listener what it says. */
  interface SentinelMaker extends Function<Consumer<Sentinel.Event>, Sentinel> {}

  private record Master(HostPort address, long configEpoch, RedisConnections connections) {}

  private final Vertx vertx;
  private final List<Sentinel> sentinels;
  private final Function<HostPort, RedisConnections> connect;
  private final long acquireTimeoutMillis;
  private final RedisMeter meter;
  private @Nullable Master master;
  private Promise<Master> found = Promise.promise();
  private int waiters;
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
    this.acquireTimeoutMillis = limits.acquireTimeoutMillis();
    this.sentinels = sentinels.stream().map(maker -> maker.apply(this::heard)).toList();
    poll();
  }

  @Override
  <T> Future<T> onMaster(Function<RedisConnections, Future<T>> work) {
    return master().compose(known -> work.apply(known.connections)).onFailure(this::doubt);
  }

  private Future<Master> master() {
    if (master != null) {
      return Future.succeededFuture(master);
    }
    if (waiters >= WAITERS_MAX) {
      return noMaster();
    }
    waiters++;
    return found
        .future()
        .timeout(acquireTimeoutMillis, TimeUnit.MILLISECONDS)
        .recover(late -> noMaster())
        .onComplete(outcome -> waiters--);
  }

  private static Future<Master> noMaster() {
    return Future.failedFuture(new RedisFailure(RedisFault.NO_CONNECTION, "no master is known"));
  }

  private void doubt(Throwable failure) {
    if (failure instanceof RedisFailure known && !known.fault().isOwnTime()) {
      search();
    }
  }

  private void heard(Sentinel.Event event) {
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
    List<Future<Sentinel.Belief>> answers =
        sentinels.stream()
            .map(sentinel -> Future.succeededFuture().compose(begun -> sentinel.ask()))
            .toList();
    Future.join(answers)
        .transform(
            (all, someFailed) ->
                newest(answers).map(this::adopt).orElseGet(Future::succeededFuture))
        .onComplete(
            outcome -> {
              searching = false;
              if (searchAgain) {
                searchAgain = false;
                search();
              }
            });
  }

  /** Of all that answered; one that was cut off may still name the master before the last. */
  private Optional<Sentinel.Belief> newest(List<Future<Sentinel.Belief>> answers) {
    List<Sentinel.Belief> beliefs =
        answers.stream().filter(Future::succeeded).map(Future::result).toList();
    boolean majority = beliefs.size() * 2 > sentinels.size();
    return beliefs.stream()
        .max(Comparator.comparingLong(Sentinel.Belief::configEpoch))
        .filter(newest -> majority || master == null || newest.configEpoch() >= master.configEpoch)
        .filter(newest -> !isDemoted(newest.master()));
  }

  private boolean isDemoted(HostPort address) {
    return address.equals(demoted)
        && nanoClock().getAsLong() - demotedNanos < PROMOTION_MILLIS_MAX * 1_000_000;
  }

  /** Takes it as the master if it says so itself. */
  private Future<Void> adopt(Sentinel.Belief belief) {
    if (closed || (master != null && master.address.equals(belief.master()))) {
      return Future.succeededFuture();
    }
    drop();
    RedisConnections connections = connect.apply(belief.master());
    return connections
        .send(List.of(Request.cmd(Command.ROLE)))
        .map(
            replies -> {
              if (closed
                  || !replies.get(0).get(0).toString().equals("master")
                  || isDemoted(belief.master())) {
                connections.close();
                return null;
              }
              LOG.info("The master is {}", belief.master());
              demoted = null;
              if (lastMaster != null && !lastMaster.equals(belief.master())) {
                meter.topologyChanged();
              }
              lastMaster = belief.master();
              master = new Master(belief.master(), belief.configEpoch(), connections);
              found.complete(master);
              return null;
            })
        .onFailure(failure -> connections.close())
        .mapEmpty();
  }

  /** Whatever is under way on the master fails now. */
  private void drop() {
    if (master != null) {
      LOG.warn("{} is not the master any more", master.address);
      master.connections.close();
      master = null;
      found = Promise.promise();
    }
  }

  @Override
  public void close() {
    closed = true;
    sentinels.forEach(Sentinel::close);
    if (master != null) {
      master.connections.close();
    }
  }
}
