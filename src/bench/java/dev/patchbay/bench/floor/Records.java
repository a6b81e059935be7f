package dev.patchbay.bench.floor;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** The service's own records, which the floors read and write as they are. */
final class Records {

  /** As many connections as the service has by default. */
  private static final int POOL_SIZE = 32;

  /** Enough for every connection of the load. */
  private static final int WAITING_MAX = 4_096;

  private Records() {}

  static Redis client(Vertx vertx, int port) {
    return Redis.createClient(
        vertx,
        new RedisOptions()
            .setConnectionString("redis://127.0.0.1:" + port)
            .setMaxPoolSize(POOL_SIZE)
            .setMaxPoolWaiting(WAITING_MAX)
            .setNetClientOptions(new NetClientOptions().setTcpNoDelay(true)));
  }

  /** The key of the resource that a path names; the path itself where it names none. */
  static String key(String path) {
    int api = "/v2/apis/".length();
    int apiEnd = path.indexOf('/', api);
    return apiEnd < 0
        ? path
        : "patchbay:{"
            + path.substring(api, apiEnd)
            + "}:000000000000"
            + path.substring("/v2".length());
  }

  /** Where the members begin: behind the line of the revision. */
  static int membersBegin(Buffer record) {
    int at = 0;
    while (record.getByte(at) != '\n') {
      at++;
    }
    return at + 1;
  }

  static void answer(HttpServerRequest request, Buffer record) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(record.slice(membersBegin(record), record.length()));
  }

  static void fail(HttpServerRequest request, Throwable failure) {
    request.response().setStatusCode(503).end(String.valueOf(failure));
  }
}
