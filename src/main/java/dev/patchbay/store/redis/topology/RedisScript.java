package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisFailure;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script on keys of one slot. It is called with EVALSHA, and with EVAL where Redis does not
 * have it in its script cache.
 */
public final class RedisScript {

  private final String source;
  private final String digest;

  public RedisScript(String source) {
    this.source = source;
    this.digest = sha1(source);
  }

  /**
   * Runs a script on one key that replies a list of integers: one command, or two where the script
   * is not cached.
   *
   * @return the reply; fails with {@link dev.patchbay.model.ServiceException} SERVICE_UNAVAILABLE
   *     when Redis does not answer in time and also when the script fails; its earlier writes stay
   *     then
   */
  public Future<List<Long>> run(RedisNodes nodes, String key, List<String> arguments) {
    return call(nodes, List.of(key), arguments)
        .map(reply -> reply.stream().map(Response::toLong).toList());
  }

  /**
   * Runs a script that replies a list of texts, else as {@link #run}.
   *
   * @param keys one at least, all of one slot
   */
  public Future<List<String>> texts(RedisNodes nodes, List<String> keys, List<String> arguments) {
    return call(nodes, keys, arguments)
        .map(reply -> reply.stream().map(Response::toString).toList());
  }

  private Future<Response> call(RedisNodes nodes, List<String> keys, List<String> arguments) {
    return nodes
        .onOwner(keys.get(0), nodes.briefDeadline(), lease -> call(lease, keys, arguments))
        .recover(RedisFailure::answered);
  }

  private Future<Response> call(Lease lease, List<String> keys, List<String> arguments) {
    return lease
        .send(command(Command.EVALSHA, digest, keys, arguments))
        .recover(
            failure ->
                failure instanceof RedisFailure error && error.says("NOSCRIPT")
                    ? lease.send(command(Command.EVAL, source, keys, arguments))
                    : Future.failedFuture(failure));
  }

  private static Request command(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static String sha1(String source) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
