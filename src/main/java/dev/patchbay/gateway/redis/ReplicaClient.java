package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.socket.CommandOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/**
 * Sends commands to other replicas. A command is sent once: without an answer it is unknown whether
 * it was carried out. Belongs to one event loop.
 */
final class ReplicaClient {

  /** Longer than the deadline of a command and the time of a write, so that both are answered. */
  static final int ANSWER_MILLIS_MAX = 4_500;

  /** A running replica accepts at once. */
  private static final int CONNECT_MILLIS_MAX = 1_000;

  /** More replicas than an autoscaler adds share the connections. */
  private static final int REPLICAS_MAX = 64;

  /** More would not be answered in time. */
  private static final int WAITING_MAX = 1_024;

  private final HttpClient client;

  /**
   * A client without connections.
   *
   * @param connectionsMax to all replicas together; each carries some ten thousand commands a
   *     second while clients read
   */
  ReplicaClient(Vertx vertx, int connectionsMax) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MILLIS_MAX),
            new PoolOptions()
                .setHttp1MaxSize(Math.max(1, connectionsMax / REPLICAS_MAX))
                .setMaxWaitQueueSize(WAITING_MAX));
  }

  /** Sends a command to the replica that has made the beat; fails where no answer comes. */
  Future<CommandOutcome> send(Heartbeat beat, ForwardedCommand forwarded) {
    RequestOptions options =
        new RequestOptions()
            .setHost(beat.host())
            .setPort(beat.port())
            .setMethod(forwarded.method())
            .setURI(forwarded.path());
    return client
        .request(options)
        .compose(request -> send(request, beat, forwarded))
        .timeout(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
  }

  private static Future<CommandOutcome> send(
      HttpClientRequest request, Heartbeat beat, ForwardedCommand forwarded) {
    forwarded.putHeaders(request.headers(), beat.key());
    return request
        .idleTimeout(ANSWER_MILLIS_MAX)
        .send(forwarded.body())
        .compose(ReplicaClient::outcome);
  }

  private static Future<CommandOutcome> outcome(HttpClientResponse response) {
    return response.body().map(Buffer::toString).map(ReplicaAnswer::decode);
  }

  Future<Void> close() {
    return client.close();
  }
}
