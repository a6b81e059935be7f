package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.layout.Removals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The decisions of a group, one after the other. Each sees the records that those before it are
 * about to store, and the order that they are about to change, so that many changes of one
 * resource, or creations in one collection, fit in one transaction. Who cannot be decided here is
 * left out, and the others go on without it.
 *
 * @param keys of all reads
 * @param found by all reads, as {@link ReadBatch#result} tells it
 * @param removals as {@link ReadBatch#result} tells them
 * @param writes is given what they want to store
 * @param inTime whether the reply of EXEC can come before a deadline
 */
record GroupDecisions(
    Map<Read, String> keys,
    Map<Read, Object> found,
    Map<String, Removals> removals,
    PendingWrites writes,
    Predicate<Deadline> inTime) {

  void decide(List<? extends Participant<?>> participants) {
    Set<Read> passedOver = new HashSet<>();
    for (Participant<?> each : participants) {
      if (!passedOver.isEmpty() && passedOver.contains(each.transition().subject())) {
        each.leaveOut(); // Or it would come before one that came before it.
      } else if (each.isUndecided()) {
        decide(each);
      }
      if (each.isLeftOut()) {
        passedOver.add(each.transition().subject());
      }
    }
  }

  private <R> void decide(Participant<R> participant) {
    if (writes.removesTrees()) {
      participant.leaveOut(); // What it reads may be below one.
      return;
    }
    Map<Read, Object> visible = new HashMap<>();
    boolean dependent = false;
    for (Read read : participant.transition().reads()) {
      String key = Objects.requireNonNull(keys.get(read));
      Object now = Objects.requireNonNull(found.get(read));
      Optional<Object> after = writes.after(read, key, now);
      if (after.isEmpty() && writes.touches(key)) {
        participant.leaveOut();
        return;
      }
      dependent |= after.isPresent();
      visible.put(read, after.orElse(now));
    }
    Decision<R> decision = participant.decide(visible, removals);
    if (dependent && !participant.isUndecided()) {
      participant.leaveOut(); // What it failed for may never be stored.
      return;
    }
    if (decision instanceof Decision.Commit<R> commit && !commit.writes().isEmpty()) {
      if (!inTime.test(participant.deadline())) {
        participant.fail(RedisFailure.tooLate());
      } else if (!writes.add(participant)) {
        participant.leaveOut();
      }
      return;
    }
    // What MGET took for absent may be unreadable, which a read of its own will tell.
    boolean doubtful = visible.containsValue(Optional.empty());
    if (decision instanceof Decision.Commit<R>
        || (decision instanceof Decision.Reject<R> && !doubtful)) {
      if (!dependent) {
        participant.settle();
      }
      return;
    }
    participant.leaveOut();
  }
}
