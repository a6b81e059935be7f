package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the connections of replicas that have died: one replica claims them, removes each from Redis
 * and runs its disconnection. Where that replica dies as well, another one goes on. Belongs to one
 * event loop.
 */
final class Takeover {

  /** The claim for connections that a replica has left behind when it stopped. */
  static final String UNCLAIMED = "by no replica";

  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
  private static final String BY = "by ";
  private static final String DONE = "done ";

  /** The clients of a replica that was paused for longer have gone anyway. */
  private static final long KEPT_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** The disconnections that begin together. */
  private static final int BATCH_MAX = 64;

  /** The next batch does not wait longer for a slow backend. */
  private static final int BATCH_SECONDS_MAX = 2;

  private final RedisNodes nodes;
  private final RegistryKeys keys;
  private final Membership membership;
  private final Function<ClientConnection, Future<?>> disconnect;
  private Future<Void> running = Future.succeededFuture();
  private boolean stopped;

  /**
   * A takeover of this replica.
   *
   * @param disconnect runs the disconnection of a lost connection
   */
  Takeover(
      RedisNodes nodes,
      RegistryKeys keys,
      Membership membership,
      Function<ClientConnection, Future<?>> disconnect) {
    this.nodes = nodes;
    this.keys = keys;
    this.membership = membership;
    this.disconnect = disconnect;
  }

  /** Ends the connections of dead replicas, unless that is under way. */
  void begin(long nowNanos) {
    if (!running.isComplete()) {
      return;
    }
    Future<Void> steps = Future.succeededFuture();
    for (String dead : membership.table().silent(nowNanos)) {
      steps = steps.compose(ended -> claim(dead));
    }
    for (Map.Entry<String, String> claim : membership.table().claims().entrySet()) {
      steps = steps.compose(ended -> goOn(claim.getKey(), claim.getValue()));
    }
    running =
        steps.onFailure(
            failure ->
                LOG.warn(
                    "The connections of a dead replica are ended later: {}", failure.toString()));
  }

  /**
   * Takes no more connections out of Redis: another replica does. Completes when the disconnections
   * of the connections that were taken before have begun.
   */
  Future<Void> stop() {
    stopped = true;
    return running;
  }

  private Future<Void> claim(String dead) {
    String own = BY + membership.id();
    return RegistryScripts.CLAIM
        .texts(nodes, keys.replicas(), List.of(dead, membership.table().text(dead), own))
        .compose(
            reply -> {
              if (reply.isEmpty()) {
                return Future.succeededFuture();
              }
              LOG.warn("Replica {} is silent, its connections are ended", dead);
              return end(dead, own);
            });
  }

  private Future<Void> goOn(String dead, String claim) {
    String own = BY + membership.id();
    if (claim.startsWith(DONE)) {
      long ageMillis = membership.earliestMillis() - Long.parseLong(claim.substring(DONE.length()));
      return ageMillis > KEPT_MILLIS
          ? change(dead, claim, "").mapEmpty()
          : Future.succeededFuture();
    }
    boolean claimerLives =
        membership.table().find(claim.substring(BY.length())).isPresent() && !claim.equals(own);
    return claimerLives
        ? Future.succeededFuture()
        : change(dead, claim, own)
            .compose(isChanged -> isChanged ? end(dead, own) : Future.succeededFuture());
  }

  private Future<Boolean> change(String dead, String before, String after) {
    return RegistryScripts.CHANGE_CLAIM
        .texts(nodes, keys.replicas(), List.of(dead, before, after))
        .map(reply -> !reply.isEmpty());
  }

  private Future<Void> end(String dead, String own) {
    if (stopped) {
      return Future.failedFuture("this replica stops");
    }
    return RegistryScripts.SOME_OWN
        .texts(nodes, keys.ofReplica(dead), List.of(Integer.toString(BATCH_MAX)))
        .compose(
            members ->
                members.isEmpty()
                    ? change(dead, own, DONE + membership.earliestMillis()).<Void>mapEmpty()
                    : endAll(dead, members).compose(ended -> end(dead, own)));
  }

  /** The replica that removes a connection runs its disconnection, so that it runs once. */
  private Future<Void> endAll(String dead, List<String> members) {
    List<Future<?>> begun = new ArrayList<>();
    List<String> arguments = new ArrayList<>(List.of("SREM"));
    arguments.addAll(members);
    return Future.all(members.stream().map(member -> take(dead, member, begun)).toList())
        .compose(taken -> RegistryScripts.CHANGE_OWN.texts(nodes, keys.ofReplica(dead), arguments))
        .compose(removed -> all(begun));
  }

  /**
   * Takes a connection out of Redis.
   *
   * @param begun receives its disconnection
   */
  private Future<Void> take(String dead, String member, List<Future<?>> begun) {
    String[] parts = member.split(" ", 2);
    return RegistryScripts.TAKE
        .texts(nodes, keys.ofApi(parts[0]), List.of(parts[1], dead + " "))
        .map(
            record -> {
              if (!record.isEmpty()) {
                begun.add(
                    disconnect.apply(
                        ConnectionRecord.decode(parts[0], parts[1], record.get(0)).connection()));
              }
              return null;
            });
  }

  private static Future<Void> all(List<Future<?>> begun) {
    return Future.join(begun)
        .timeout(BATCH_SECONDS_MAX, TimeUnit.SECONDS)
        .transform(ended -> Future.succeededFuture());
  }
}
