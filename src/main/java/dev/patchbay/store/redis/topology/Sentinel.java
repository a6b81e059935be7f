package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client of one Sentinel: its answers, and the events that it publishes. */
final class Sentinel {

  private static final Logger LOG = LoggerFactory.getLogger(Sentinel.class);

  /** One connection for the subscription and one for commands. */
  private static final int CONNECTIONS = 2;

  /** Closes connections to a frozen Sentinel; the next call subscribes again. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  /**
   * The master that a Sentinel reports.
   *
   * @param configEpoch increases with each failover: of two reports the higher one is newer
   */
  record MasterReport(HostPort master, long configEpoch) {}

  /** An event of a failover. */
  enum Event {
    /** The leader is about to promote a replica: writes on the old master may be lost. */
    PROMOTION("+failover-state-send-slaveof-noone"),
    SWITCHED("+switch-master"),
    ABORTED("-failover-abort-slave-timeout");

    private final String channel;

    Event(String channel) {
      this.channel = channel;
    }
  }

  private final HostPort address;
  private final String masterName;
  private final long timeoutMillis;
  private final Consumer<Event> listener;
  private final Redis redis;
  private boolean subscribed;
  private boolean subscribing;
  private boolean asking;

  Sentinel(
      Vertx vertx,
      HostPort address,
      RedisAccess access,
      String masterName,
      RedisLimits limits,
      Consumer<Event> listener) {
    this.address = address;
    this.masterName = masterName;
    this.timeoutMillis = limits.commandTimeoutMillis();
    this.listener = listener;
    NetClientOptions socket =
        new NetClientOptions()
            .setConnectTimeout(Math.toIntExact(limits.acquireTimeoutMillis()))
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
    access.secure(socket);
    this.redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(access.uri(address).toString())
                .setMaxPoolSize(CONNECTIONS)
                .setNetClientOptions(socket));
  }

  /**
   * Asks for the master. Fails when the Sentinel does not answer in time, does not know the master,
   * or a call is still running.
   */
  Future<MasterReport> ask() {
    if (asking) {
      return Future.failedFuture(address + " has not answered yet");
    }
    asking = true;
    subscribe();
    return Future.succeededFuture()
        .compose(
            begun ->
                redis.batch(
                    List.of(
                        Request.cmd(Command.SENTINEL)
                            .arg("GET-MASTER-ADDR-BY-NAME")
                            .arg(masterName),
                        Request.cmd(Command.SENTINEL).arg("MASTER").arg(masterName))))
        .onComplete(answered -> asking = false)
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .map(
            replies ->
                new MasterReport(
                    new HostPort(
                        replies.get(0).get(0).toString(), replies.get(0).get(1).toInteger()),
                    replies.get(1).get("config-epoch").toLong()));
  }

  /** Subscribes once, and again after the connection was lost. */
  private void subscribe() {
    if (subscribed || subscribing) {
      return;
    }
    subscribing = true;
    Request subscribe = Request.cmd(Command.SUBSCRIBE);
    for (Event event : Event.values()) {
      subscribe.arg(event.channel);
    }
    Future.succeededFuture()
        .compose(begun -> redis.connect())
        .compose(
            connection -> {
              connection.handler(this::received);
              connection.endHandler(
                  ended -> {
                    subscribed = false;
                    connection.close();
                  });
              subscribed = true;
              return connection.send(subscribe);
            })
        .onFailure(
            failure ->
                LOG.info("The subscription to Sentinel {} failed: {}", address, failure.toString()))
        .onComplete(outcome -> subscribing = false);
  }

  /** Handles {@code [message, channel, text]}; one word of the text is the name of the master. */
  private void received(Response message) {
    if (message.size() != 3 || !message.get(0).toString().equals("message")) {
      return;
    }
    List<String> words = List.of(message.get(2).toString().split(" "));
    for (Event event : Event.values()) {
      if (message.get(1).toString().equals(event.channel) && words.contains(masterName)) {
        LOG.info("Sentinel {} reports {} {}", address, event.channel, words);
        listener.accept(event);
      }
    }
  }

  void close() {
    redis.close();
  }
}
