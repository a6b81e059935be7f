package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.socket.CommandMeter;
import dev.patchbay.gateway.socket.ConnectionRegistry;
import dev.patchbay.gateway.socket.LocalConnections;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes this process one of the replicas of the gateway. It has one instance, with its own event
 * loop and connections to Redis.
 */
public final class ReplicaVerticle extends VerticleBase {

  /**
   * The last writes of a stop need not take longer: another replica ends the remaining connections.
   */
  private static final int LEAVE_SECONDS_MAX = 2;

  /**
   * The addresses and the account of a replica.
   *
   * @param host the address to listen on
   * @param port 0 for a free one
   * @param announcedHost the address for the other replicas
   * @param accountId of the APIs
   * @param beatMillis between two beats
   * @param connectionsMax from the other replicas, and as many to them
   */
  public record Place(
      String host,
      int port,
      String announcedHost,
      String accountId,
      long beatMillis,
      int connectionsMax) {}

  private final Place place;
  private final LocalConnections local;
  private final Function<Vertx, RedisNodes> connect;
  private final CommandMeter meter;
  private final LongSupplier nanoClock;
  private @Nullable Parts parts;
  private @Nullable Takeover takeover;
  private boolean stopped;

  /** A replica with the connections of this process. */
  public ReplicaVerticle(
      Place place,
      LocalConnections local,
      Function<Vertx, RedisNodes> connect,
      CommandMeter meter,
      LongSupplier nanoClock) {
    this.place = place;
    this.local = local;
    this.connect = connect;
    this.meter = meter;
    this.nanoClock = nanoClock;
  }

  private record Parts(
      RedisNodes nodes,
      RegistryKeys keys,
      Membership membership,
      RegistryWriter writer,
      ReplicaServer server,
      ReplicaClient client,
      ConnectionRegistry registry) {}

  /** Fails where it cannot listen. Redis may be away. */
  @Override
  public Future<?> start() {
    RedisNodes nodes = connect.apply(vertx);
    RegistryKeys keys = new RegistryKeys(place.accountId);
    Membership membership =
        new Membership(nodes, keys, new SecureRandom(), nanoClock, new Losses());
    RegistryWriter writer = new RegistryWriter(vertx, nodes, keys, membership::id);
    ReplicaClient client = new ReplicaClient(vertx, place.connectionsMax);
    RemoteConnections remote = new RemoteConnections(nodes, keys, membership, this::beat, client);
    ReplicaServer server = new ReplicaServer(local, membership, place.connectionsMax);
    parts =
        new Parts(
            nodes,
            keys,
            membership,
            writer,
            server,
            client,
            new ReplicatedConnections(
                local, context, membership, this::beat, writer, remote, meter));
    return server
        .listen(vertx, place.host, place.port)
        .compose(
            listening -> {
              membership.listensAt(place.announcedHost, server.port());
              vertx.setPeriodic(place.beatMillis, tick -> beat());
              return beat().transform(ended -> Future.succeededFuture());
            });
  }

  private Parts parts() {
    return Objects.requireNonNull(parts, "it has started");
  }

  /** The connections of all replicas, once it is deployed. Safe for all threads. */
  public ConnectionRegistry registry() {
    return parts().registry;
  }

  /** Returns the number of connections in the registry of this replica. Safe for all threads. */
  public int registered() {
    return parts().writer.size();
  }

  /**
   * Ends the connections of replicas that die from now on. May be called by any thread.
   *
   * @param disconnect runs the disconnection of a lost connection, on any event loop
   */
  public void takeOver(Function<ClientConnection, CompletionStage<?>> disconnect) {
    context.runOnContext(
        now ->
            takeover =
                new Takeover(
                    parts().nodes,
                    parts().keys,
                    parts().membership,
                    lost -> Future.fromCompletionStage(disconnect.apply(lost), context)));
  }

  /**
   * Ends no more connections of replicas that have died. May be called by any thread.
   *
   * @return completes when the disconnections that this replica has to run have begun
   */
  public Future<?> leaveOthers() {
    Promise<Void> left = Promise.promise();
    context.runOnContext(
        now -> {
          Future<Void> last = takeover == null ? Future.succeededFuture() : takeover.stop();
          takeover = null;
          last.timeout(LEAVE_SECONDS_MAX, TimeUnit.SECONDS).onComplete(ended -> left.complete());
        });
    return left.future();
  }

  private Future<Void> beat() {
    if (stopped) {
      return Future.failedFuture("it has stopped");
    }
    RegistryWriter writer = parts().writer;
    return parts()
        .membership
        .beat(writer.isComplete())
        .onComplete(
            (read, failure) -> {
              if (failure != null) {
                writer.isIncomplete();
                return;
              }
              if (!writer.isComplete()) {
                writer.copyAll();
              }
              if (takeover != null && parts().membership.isLeased()) {
                takeover.begin(nanoClock.getAsLong());
              }
            });
  }

  private final class Losses implements Membership.Listener {

    /** The other replica has run the disconnections. */
    @Override
    public void claimed() {
      parts().writer.forget(local.abandon());
      parts().writer.isIncomplete();
    }

    @Override
    public void unknown() {
      parts().writer.isIncomplete();
    }
  }

  /** Stops; another replica ends the connections whose ends could not be written. */
  @Override
  public Future<?> stop() {
    stopped = true;
    Parts own = parts();
    return own.writer
        .flushed()
        .compose(written -> own.membership.leave(own.writer.isEmpty() && own.writer.isComplete()))
        .timeout(LEAVE_SECONDS_MAX, TimeUnit.SECONDS)
        .transform(ended -> Future.join(own.server.close(), own.client.close()))
        .onComplete(closed -> own.nodes.close());
  }
}
