package dev.patchbay.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.List;

/**
 * The commands of a PATCH and nothing else: WATCH and GET on a pooled connection, beside them where
 * asked for a script that counts the request, then MULTI, SET of the bytes that were read, and
 * EXEC. Nothing is routed, checked, counted or timed. A lost race is tried again at once.
 */
final class BarePatch implements Handler<HttpServerRequest> {

  private final Redis redis;
  private final boolean throttles;
  private final boolean merges;
  private final Future<RedisConnection> shared;
  private final Request throttle;

  /**
   * Serves PATCH.
   *
   * @param throttles whether each request is counted by the throttle's script
   * @param merges whether the body is parsed and merged into the record, or only received
   */
  BarePatch(Vertx vertx, int redisPort, boolean throttles, boolean merges) {
    this.redis = Records.client(vertx, redisPort);
    this.throttles = throttles;
    this.merges = merges;
    List<String> words = ThrottleCommand.words("000000000000");
    this.throttle = Request.cmd(Command.EVALSHA);
    words.subList(1, words.size()).forEach(throttle::arg);
    this.shared =
        redis
            .connect()
            .compose(
                connection ->
                    connection
                        .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(ThrottleCommand.source()))
                        .map(connection));
  }

  @Override
  public void handle(HttpServerRequest request) {
    request
        .body()
        .compose(
            body -> {
              Future<?> admitted =
                  throttles
                      ? shared.compose(connection -> connection.send(throttle))
                      : Future.succeededFuture();
              return attempt(Records.key(request.path()), body, admitted);
            })
        .onSuccess(record -> Records.answer(request, record))
        .onFailure(failure -> Records.fail(request, failure));
  }

  private Future<Buffer> attempt(String key, Buffer body, Future<?> admitted) {
    return redis
        .connect()
        .compose(
            connection ->
                transaction(connection, key, body, admitted).eventually(connection::close))
        .compose(
            stored ->
                stored.length() > 0
                    ? Future.succeededFuture(stored)
                    : attempt(key, body, admitted));
  }

  /** The record; empty when the race was lost. */
  private Future<Buffer> transaction(
      RedisConnection connection, String key, Buffer body, Future<?> admitted) {
    return connection
        .batch(List.of(Request.cmd(Command.WATCH).arg(key), Request.cmd(Command.GET).arg(key)))
        .compose(
            read ->
                admitted.compose(
                    charged -> {
                      Buffer record = Buffer.buffer(read.get(1).toBytes());
                      return write(connection, key, merges ? merged(record, body) : record);
                    }));
  }

  private static Future<Buffer> write(RedisConnection connection, String key, Buffer record) {
    return connection
        .batch(
            List.of(
                Request.cmd(Command.MULTI),
                Request.cmd(Command.SET).arg(key).arg(record),
                Request.cmd(Command.EXEC)))
        .map(replies -> replies.get(2) == null ? Buffer.buffer() : record);
  }

  private static Buffer merged(Buffer record, Buffer body) {
    int begin = Records.membersBegin(record);
    JsonObject members = new JsonObject(record.slice(begin, record.length()));
    return Buffer.buffer()
        .appendBuffer(record, 0, begin)
        .appendBuffer(members.mergeIn(new JsonObject(body), true).toBuffer());
  }
}
