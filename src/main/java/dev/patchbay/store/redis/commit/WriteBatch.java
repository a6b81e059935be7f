package dev.patchbay.store.redis.commit;

import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second round trip of an attempt: MULTI, the writes of its commits, EXEC, and WAIT where the
 * commits need replicas.
 */
final class WriteBatch {

  private static final Logger LOG = LoggerFactory.getLogger(WriteBatch.class);

  /** A healthy replica needs far less, and this leaves time for the answer. */
  private static final long REPLICA_WAIT_MILLIS_MAX = 200;

  private final List<Request> commands = new ArrayList<>();

  /** The commit of each command between MULTI and EXEC; null for the records of all commits. */
  private final List<@Nullable PendingCommit<?>> owners = new ArrayList<>();

  private final Set<PendingCommit<?>> writers;
  private final int replicasToAwait;
  private final int exec;

  /**
   * Makes a batch of all writes of an overlay.
   *
   * @param millisLeft the time until the earliest deadline of its commits
   */
  WriteBatch(Overlay overlay, int replicasToAwait, long millisLeft) {
    this.writers = overlay.writers().keySet();
    this.replicasToAwait = replicasToAwait;
    commands.add(Request.cmd(Command.MULTI));
    Map<String, Overlay.PendingRecord> records = overlay.records();
    boolean recordsAreStored = records.isEmpty();
    for (Map.Entry<PendingCommit<?>, RedisWrites> each : overlay.writers().entrySet()) {
      each.getValue().deletions().forEach(command -> add(each.getKey(), command));
      if (!recordsAreStored) {
        add(null, store(records));
        recordsAreStored = true;
      }
      each.getValue().additions().forEach(command -> add(each.getKey(), command));
    }
    this.exec = commands.size();
    commands.add(Request.cmd(Command.EXEC));
    if (replicasToAwait > 0) {
      // After EXEC, for inside a transaction it would not wait.
      long waitMillis = Math.max(1, Math.min(REPLICA_WAIT_MILLIS_MAX, millisLeft / 2));
      commands.add(Request.cmd(Command.WAIT).arg(replicasToAwait).arg(waitMillis));
    }
  }

  private void add(@Nullable PendingCommit<?> owner, Request command) {
    owners.add(owner);
    commands.add(command);
  }

  /** One command for all records, two at least being cheaper together. */
  private static Request store(Map<String, Overlay.PendingRecord> records) {
    Request store = Request.cmd(records.size() == 1 ? Command.SET : Command.MSET);
    records.forEach((key, record) -> store.arg(key).arg(record.bytes()));
    return store;
  }

  List<Request> commands() {
    return commands;
  }

  /**
   * Returns whether all writes were stored; false where a watched key had changed, so that none
   * was.
   */
  boolean isStored(List<Response> replies) {
    if (replies.get(exec) == null) {
      return false;
    }
    if (replicasToAwait > 0 && replies.get(exec + 1).toInteger() < replicasToAwait) {
      throw new RedisFailure(RedisFault.OUTCOME_UNKNOWN, "too few replicas have the change");
    }
    return true;
  }

  /**
   * The commits that were stored in part: a command that fails inside EXEC does not undo the
   * others. Only a key that another program wrote causes that.
   */
  Set<PendingCommit<?>> storedInPart(List<Response> replies) {
    Response executed = replies.get(exec);
    if (executed == null) {
      return Set.of();
    }
    Set<PendingCommit<?>> inPart = new LinkedHashSet<>();
    for (int i = 0; i < owners.size(); i++) {
      Response reply = executed.get(i);
      if (reply != null && reply.type() == ResponseType.ERROR) {
        LOG.error("A command failed inside EXEC: {}", reply.toString());
        PendingCommit<?> owner = owners.get(i);
        inPart.addAll(owner == null ? writers : Set.of(owner));
      }
    }
    return inPart;
  }

  /** A transaction that was not sent, or of which Redis refused EXEC, has stored nothing. */
  Throwable meaning(Throwable failure) {
    if (!(failure instanceof RedisFailure known)
        || known.fault() == RedisFault.NOT_SENT
        || known.fault() == RedisFault.TOO_LATE
        || known.fault() == RedisFault.POOL_EXHAUSTED
        || known.fault() == RedisFault.OUTCOME_UNKNOWN
        || !known.isSent(exec)
        || known.refusedTransaction(exec)) {
      return failure;
    }
    return new RedisFailure(RedisFault.OUTCOME_UNKNOWN, known.fault() + ": " + known.getMessage());
  }
}
