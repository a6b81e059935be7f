package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * How the keys and records are laid out, as a number that stands in the data itself. Code that
 * changes the layout raises {@link #VERSION} and migrates what it finds; older code then refuses
 * the data instead of spoiling it.
 */
final class DataLayout {

  static final String KEY = "patchbay:layout";

  static final int VERSION = 1;

  /** Data that this code must not touch; the message is for operators. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String found) {
      super(
          ("The data in Redis has layout %s and this version of Patchbay knows layouts up to %d;"
                  + " run the version that wrote it, or a newer one")
              .formatted(found, VERSION),
          null,
          false,
          false);
    }
  }

  private DataLayout() {}

  /**
   * Writes the version where there is none, and compares it where there is one. Fails with {@link
   * Unsupported} or {@link RedisFailure}.
   */
  static Future<Void> check(RedisNodes nodes) {
    return get(nodes)
        .compose(found -> found == null ? claim(nodes) : Future.succeededFuture(found.toString()))
        .map(DataLayout::compare);
  }

  private static Future<String> claim(RedisNodes nodes) {
    return send(nodes, Request.cmd(Command.SET).arg(KEY).arg(VERSION).arg("NX"))
        // Another replica of the service may have been first.
        .compose(claimed -> get(nodes))
        .map(String::valueOf);
  }

  private static Future<@Nullable Response> get(RedisNodes nodes) {
    return send(nodes, Request.cmd(Command.GET).arg(KEY));
  }

  private static Future<@Nullable Response> send(RedisNodes nodes, Request command) {
    return nodes.onOwner(KEY, nodes.deadline(), lease -> lease.send(command));
  }

  private static @Nullable Void compare(String found) {
    if (!found.equals(String.valueOf(VERSION))) {
      throw new Unsupported(found);
    }
    return null;
  }
}
