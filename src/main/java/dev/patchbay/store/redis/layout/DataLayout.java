package dev.patchbay.store.redis.layout;

import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the keys and records are laid out, as a number that stands in the data itself. Code that
 * changes the layout raises {@link #VERSION} and migrates the data that it finds; older code then
 * refuses the data instead of corrupting it.
 */
public final class DataLayout {

  public static final String KEY = "patchbay:layout";

  static final int VERSION = 3;

  /** Its entries hold positions, and are migrated. */
  private static final String WITH_POSITIONS = "1";

  /** Stands while data is migrated, so that code of either layout refuses it. */
  private static final String MIGRATING = "1>2";

  /** Its entries hold the values of fewer members, and are read until they are stored again. */
  private static final String WITH_FEWER_INDEXES = "2";

  private static final String CURRENT_TEXT = "" + VERSION;

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
   * Writes the version where there is none, and compares it where there is one; data of the layout
   * before is migrated first. Fails with {@link Unsupported} or {@link RedisFailure}.
   */
  public static Future<Void> check(RedisNodes nodes) {
    return get(nodes)
        .compose(found -> found == null ? claim(nodes) : Future.succeededFuture(found.toString()))
        .compose(found -> migrated(nodes, found));
  }

  private static Future<String> claim(RedisNodes nodes) {
    return send(nodes, Request.cmd(Command.SET).arg(KEY).arg(VERSION).arg("NX"))
        // Another replica of the service may have been first.
        .compose(claimed -> get(nodes))
        .map(String::valueOf);
  }

  private static Future<Void> migrated(RedisNodes nodes, String found) {
    return switch (found) {
      case CURRENT_TEXT -> Future.succeededFuture();
      case WITH_POSITIONS ->
          replace(nodes, WITH_POSITIONS, MIGRATING).compose(begun -> check(nodes));
      case MIGRATING ->
          LayoutMigration.run(nodes)
              .compose(done -> replace(nodes, MIGRATING, WITH_FEWER_INDEXES))
              .compose(done -> check(nodes));
      case WITH_FEWER_INDEXES ->
          replace(nodes, WITH_FEWER_INDEXES, CURRENT_TEXT).compose(done -> check(nodes));
      default -> Future.failedFuture(new Unsupported(found));
    };
  }

  /** Another replica may be first, so that the version is read again. */
  private static Future<?> replace(RedisNodes nodes, String from, String to) {
    List<Request> reads =
        List.of(Request.cmd(Command.WATCH).arg(KEY), Request.cmd(Command.GET).arg(KEY));
    List<Request> writes =
        List.of(
            Request.cmd(Command.MULTI),
            Request.cmd(Command.SET).arg(KEY).arg(to),
            Request.cmd(Command.EXEC));
    return nodes.onOwner(
        KEY,
        nodes.deadline(),
        lease ->
            lease
                .watch(reads, List.of())
                .compose(
                    replies ->
                        from.equals(String.valueOf(replies.get(1)))
                            ? lease.execute(writes, List.of())
                            : Future.succeededFuture()));
  }

  private static Future<@Nullable Response> get(RedisNodes nodes) {
    return send(nodes, Request.cmd(Command.GET).arg(KEY));
  }

  private static Future<@Nullable Response> send(RedisNodes nodes, Request command) {
    return nodes.onOwner(KEY, nodes.deadline(), lease -> lease.send(command));
  }
}
