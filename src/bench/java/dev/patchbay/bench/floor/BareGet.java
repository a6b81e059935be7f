package dev.patchbay.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** One GET of a record and nothing else; no throttle, no routing. */
final class BareGet implements Handler<HttpServerRequest> {

  private final Redis redis;
  private final boolean isShared;
  private final Future<RedisConnection> shared;

  /**
   * Serves GET.
   *
   * @param isShared whether all requests use one connection, or each one from the pool
   */
  BareGet(Vertx vertx, int redisPort, boolean isShared) {
    this.redis = Records.client(vertx, redisPort);
    this.isShared = isShared;
    this.shared = redis.connect();
  }

  @Override
  public void handle(HttpServerRequest request) {
    Request get = Request.cmd(Command.GET).arg(Records.key(request.path()));
    Future<Response> reply =
        isShared ? shared.compose(connection -> connection.send(get)) : redis.send(get);
    reply
        .map(record -> Buffer.buffer(record.toBytes()))
        .onSuccess(record -> Records.answer(request, record))
        .onFailure(failure -> Records.fail(request, failure));
  }
}
