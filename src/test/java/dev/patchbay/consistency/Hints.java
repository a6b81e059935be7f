package dev.patchbay.consistency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The constraints that the answers of a history put on every order that explains it. It rules out
 * dead ends early: revisions only grow, and at one revision the resource has one marker.
 */
final class Hints {

  private final Value initial;
  private final Map<String, Integer> writers = new HashMap<>();
  private final Map<Long, String> markers = new HashMap<>();
  private final Map<String, Long> revisions = new HashMap<>();

  /** How many operations not yet placed must come while the revision is at most the key. */
  private final TreeMap<Long, Integer> latestRevisions = new TreeMap<>();

  Hints(Value initial, List<Operation> history) {
    this.initial = initial;
    for (Operation operation : history) {
      String marker = operation.call().marker();
      if (marker != null) {
        writers.merge(marker, 1, Integer::sum);
      }
      Value seen = operation.answer().value();
      if (seen != null) {
        markers.putIfAbsent(seen.revision(), seen.marker());
        revisions.putIfAbsent(seen.marker(), seen.revision());
      }
    }
    history.forEach(this::putBack);
  }

  void place(Operation operation) {
    if (operation.answer().value() != null) {
      latestRevisions.computeIfPresent(
          latestRevision(operation), (revision, count) -> count == 1 ? null : count - 1);
    }
  }

  void putBack(Operation operation) {
    if (operation.answer().value() != null) {
      latestRevisions.merge(latestRevision(operation), 1, Integer::sum);
    }
  }

  /** Returns whether the operations not yet placed, after this one, can follow the value. */
  boolean allow(Operation operation, Value value) {
    String marker = operation.call().marker();
    return (latestRevisions.isEmpty() || latestRevisions.firstKey() >= value.revision())
        && markers.getOrDefault(value.revision(), value.marker()).equals(value.marker())
        && (marker == null
            || !isOwn(marker)
            || revisions.getOrDefault(marker, value.revision()) == value.revision());
  }

  /**
   * Whether the operation may or may not have been made and no answer depends on which of its like
   * was: they can stand for each other.
   */
  boolean isAnonymous(Operation operation) {
    String marker = operation.call().marker();
    return operation.answer().isUnknown()
        && operation.call().ifMatch().isEmpty()
        && marker != null
        && isOwn(marker)
        && !revisions.containsKey(marker);
  }

  private boolean isOwn(String marker) {
    return writers.getOrDefault(marker, 0) == 1 && !marker.equals(initial.marker());
  }

  /** The greatest revision that the operation may find. */
  private long latestRevision(Operation operation) {
    Value seen = operation.answer().value();
    String marker = operation.call().marker();
    long revision = seen == null ? Long.MAX_VALUE : seen.revision();
    return marker != null && isOwn(marker) ? revision - 1 : revision;
  }
}
