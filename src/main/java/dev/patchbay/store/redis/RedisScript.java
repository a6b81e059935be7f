package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * A Lua script on one key that replies a list of integers. It is called by its digest; a Redis that
 * does not know it, being new, restarted or flushed, is given the source and remembers it.
 */
public final class RedisScript {

  private final String source;
  private final String digest;

  public RedisScript(String source) {
    this.source = source;
    this.digest = sha1(source);
  }

  /**
   * Runs the script as {@link RedisNodes#sendBeside} does: one command, two where Redis did not
   * know it.
   *
   * @param arguments are asked for when the command is written, and again where it is written again
   * @return what it replies; fails with {@link dev.patchbay.model.ServiceException}
   *     SERVICE_UNAVAILABLE when Redis cannot be asked in time and also when the script fails, in
   *     which case what it wrote before stays
   */
  public Future<List<Long>> run(RedisNodes nodes, String key, Supplier<List<String>> arguments) {
    Deadline deadline = nodes.briefDeadline();
    return nodes
        .sendBeside(key, () -> command(Command.EVALSHA, digest, key, arguments.get()), deadline)
        .recover(
            failure ->
                failure instanceof RedisFailure error && error.says("NOSCRIPT")
                    ? nodes.sendBeside(
                        key, () -> command(Command.EVAL, source, key, arguments.get()), deadline)
                    : Future.failedFuture(failure))
        .map(reply -> reply.stream().map(Response::toLong).toList())
        .recover(RedisFailure::answered);
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
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
