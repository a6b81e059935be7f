package dev.patchbay.store.redis.layout;

import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.SequentialSteps;
import dev.patchbay.store.redis.topology.KeyScan;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns data of layout 1 into data of layout 2, in which a collection is ordered by identifier.
 *
 * <p>Layout 1 ordered a collection by position: the score of an entry was the position of its
 * resource, at least 1, and the entry began with it. Layout 2 has entries without a position, and
 * the score of all is 0. Records stay as they are, for both forms are read.
 *
 * <p>The scores show which entries are left, so that an interrupted migration continues, and
 * several replicas may migrate at once: each step is stored only if no client has changed the
 * collection since it was read.
 */
final class LayoutMigration {

  private static final Logger LOG = LoggerFactory.getLogger(LayoutMigration.class);

  private static final String ORDERS = RedisKeys.PREFIX + "*" + RedisKeys.ORDER;

  /** A step of this size keeps other clients waiting for less than a millisecond. */
  private static final int ENTRIES_OF_STEP = 200;

  private final RedisNodes nodes;
  private final AtomicLong entries = new AtomicLong();

  private LayoutMigration(RedisNodes nodes) {
    this.nodes = nodes;
  }

  /** Completes when no entry of layout 1 is left; fails with {@link RedisFailure}. */
  static Future<Void> run(RedisNodes nodes) {
    LayoutMigration migration = new LayoutMigration(nodes);
    LOG.info("Migrating the data in Redis from layout 1");
    return SequentialSteps.of(migration::pass)
        .onSuccess(done -> LOG.info("Migrated {} entries of collections", migration.entries));
  }

  /** A key that moves between the nodes of a Cluster may be missed, but not by the last pass. */
  private Future<Boolean> pass() {
    long before = entries.get();
    return KeyScan.of(nodes, ORDERS, this::migrateAll).map(passed -> entries.get() > before);
  }

  private Future<?> migrateAll(List<String> orders) {
    Iterator<String> each = orders.iterator();
    return SequentialSteps.of(
        () -> each.hasNext() ? migrate(each.next()).map(true) : Future.succeededFuture(false));
  }

  private Future<Void> migrate(String order) {
    return SequentialSteps.of(
            () -> nodes.onOwner(order, nodes.deadline(), lease -> migrateSome(lease, order)))
        .recover(
            failure -> {
              if (failure instanceof RedisFailure known && known.fault() == RedisFault.WRONG_TYPE) {
                LOG.warn("The key {} holds no collection and is left as it is", order);
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }

  /** Returns whether there may be more. */
  private Future<Boolean> migrateSome(Lease lease, String order) {
    Request old =
        Request.cmd(Command.ZRANGE)
            .arg(order)
            .arg("(0")
            .arg("+inf")
            .arg("BYSCORE")
            .arg("LIMIT")
            .arg(0)
            .arg(ENTRIES_OF_STEP);
    return lease
        .watch(List.of(Request.cmd(Command.WATCH).arg(order), old), List.of())
        .compose(
            replies -> {
              List<String> found = replies.get(1).stream().map(Response::toString).toList();
              return found.isEmpty()
                  ? Future.succeededFuture(false)
                  : lease
                      .execute(transaction(order, found), List.of())
                      .map(executed -> count(executed.get(executed.size() - 1), found.size()));
            });
  }

  private boolean count(Response executed, int migrated) {
    if (executed != null) {
      entries.addAndGet(migrated);
    }
    return true;
  }

  private static List<Request> transaction(String order, List<String> found) {
    Request add = Request.cmd(Command.ZADD).arg(order);
    Request remove = Request.cmd(Command.ZREM).arg(order);
    List<String> removed = new ArrayList<>();
    for (String entry : found) {
      String migrated = withoutPosition(entry);
      add.arg(0).arg(migrated);
      if (!migrated.equals(entry)) {
        remove.arg(entry);
        removed.add(entry);
      }
    }
    List<Request> commands = new ArrayList<>();
    commands.add(Request.cmd(Command.MULTI));
    commands.add(add);
    if (!removed.isEmpty()) {
      commands.add(remove);
    }
    commands.add(Request.cmd(Command.EXEC));
    return commands;
  }

  /** An entry that is none stays, and is passed over by pages as before. */
  private static String withoutPosition(String entry) {
    int positionEnd = entry.indexOf(' ');
    return positionEnd > 0 && entry.chars().limit(positionEnd).allMatch(Character::isDigit)
        ? entry.substring(positionEnd + 1)
        : entry;
  }
}
