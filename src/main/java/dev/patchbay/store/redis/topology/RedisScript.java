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
 * A Lua script on one key that replies a list of integers. It is called with EVALSHA, and with EVAL
 * where Redis does not have it in its script cache.
 */
public final class RedisScript {

  private final String source;
  private final String digest;

  public RedisScript(String source) {
    this.source = source;
    this.digest = sha1(source);
  }

  /**
   * Runs the script: one command, or two where the script is not cached.
   *
   * @return the reply; fails with {@link dev.patchbay.model.ServiceException} SERVICE_UNAVAILABLE
   *     when Redis does not answer in time and also when the script fails; its earlier writes stay
   *     then
   */
  public Future<List<Long>> run(RedisNodes nodes, String key, List<String> arguments) {
    return nodes
        .onOwner(key, nodes.briefDeadline(), lease -> run(lease, key, arguments))
        .map(reply -> reply.stream().map(Response::toLong).toList())
        .recover(RedisFailure::answered);
  }

  private Future<Response> run(Lease lease, String key, List<String> arguments) {
    return lease
        .send(command(Command.EVALSHA, digest, key, arguments))
        .recover(
            failure ->
                failure instanceof RedisFailure error && error.says("NOSCRIPT")
                    ? lease.send(command(Command.EVAL, source, key, arguments))
                    : Future.failedFuture(failure));
  }

  private static Request command(
      Command command, String script, String key, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(1).arg(key);
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
