package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.SequentialSteps;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Scans the names of all keys, on all masters. */
public final class KeyScan {

  /** The keys that one command scans, which delays other commands by some 0.1 ms. */
  private static final int KEYS_OF_SCAN = 500;

  private final RedisConnections master;
  private final String pattern;
  private final Function<List<String>, Future<?>> work;
  private String cursor = "0";

  private KeyScan(RedisConnections master, String pattern, Function<List<String>, Future<?>> work) {
    this.master = master;
    this.pattern = pattern;
    this.work = work;
  }

  /**
   * Passes on all keys that exist during the whole scan, some at a time; other keys may be among
   * them, and some may be repeated.
   *
   * @param pattern the MATCH pattern of SCAN
   * @param work the scan waits for its result; its failure ends the scan
   */
  public static Future<Void> of(
      RedisNodes nodes, String pattern, Function<List<String>, Future<?>> work) {
    return nodes
        .masters()
        .compose(
            masters -> {
              Iterator<RedisConnections> each = masters.iterator();
              return SequentialSteps.of(
                  () ->
                      each.hasNext()
                          ? SequentialSteps.of(new KeyScan(each.next(), pattern, work)::step)
                              .map(true)
                          : Future.succeededFuture(false));
            });
  }

  /** Returns whether there are more keys. */
  private Future<Boolean> step() {
    Request scan =
        Request.cmd(Command.SCAN)
            .arg(cursor)
            .arg("MATCH")
            .arg(pattern)
            .arg("COUNT")
            .arg(KEYS_OF_SCAN);
    return master
        .send(List.of(scan))
        .compose(
            replies -> {
              cursor = replies.get(0).get(0).toString();
              List<String> keys = replies.get(0).get(1).stream().map(Response::toString).toList();
              Future<?> done = keys.isEmpty() ? Future.succeededFuture() : work.apply(keys);
              return done.map(worked -> !cursor.equals("0"));
            });
  }
}
