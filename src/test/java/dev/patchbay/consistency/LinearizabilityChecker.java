package dev.patchbay.consistency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether the operations on one resource can be put in an order, each at a moment between
 * its call and its answer, in which every answer is right. Operations of unknown outcome may come
 * at any moment after their call, or never.
 *
 * <p>The search of Wing and Gong as improved by Lowe: it places an operation that may come next,
 * remembers each placed set with its value, and goes back when an operation ended that could not be
 * placed.
 */
final class LinearizabilityChecker {

  /** Real histories need about one for each operation; a search without end must not look green. */
  private static final int CONFIGURATIONS_MAX = 2_000_000;

  private record Event(int operation, boolean isCall, long nanos) {}

  private record Configuration(BitSet placed, Value value) {}

  private record Step(int event, Value before) {}

  private final List<Operation> operations;
  private final Hints hints;
  private final List<Event> events = new ArrayList<>();
  private final EventList list;
  private final int[] ends;
  private final int[] anonymousRanks;

  private final BitSet placed = new BitSet();
  private final Set<Configuration> seen = new HashSet<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private Value value;
  private int knownLeft;
  private int anonymousPlaced;

  private LinearizabilityChecker(Value initial, List<Operation> operations) {
    this.operations = operations;
    this.hints = new Hints(initial, operations);
    this.value = initial;
    this.ends = new int[operations.size()];
    this.anonymousRanks = new int[operations.size()];
    Arrays.fill(anonymousRanks, -1);
    listEvents();
    this.list = new EventList(events.size());
  }

  /** Finds the first answer that no order explains, with all before it; empty for none. */
  static Optional<Operation> violation(Value initial, List<Operation> history) {
    List<Operation> conclusive =
        history.stream()
            .filter(operation -> operation.answer().outcome() != Answer.Outcome.NO_EFFECT)
            .filter(operation -> operation.call().write() || !operation.answer().isUnknown())
            .toList();
    if (isLinearizable(initial, conclusive)) {
      return Optional.empty();
    }
    List<Operation> answered =
        conclusive.stream()
            .filter(operation -> !operation.answer().isUnknown())
            .sorted(Comparator.comparingLong(Operation::endedNanos))
            .toList();
    int explained = 0;
    int unexplained = answered.size();
    while (unexplained - explained > 1) {
      int middle = (explained + unexplained) / 2;
      long untilNanos = answered.get(middle - 1).endedNanos();
      if (isLinearizable(initial, until(untilNanos, conclusive))) {
        explained = middle;
      } else {
        unexplained = middle;
      }
    }
    return Optional.of(answered.get(unexplained - 1));
  }

  /** The history as it was known at that moment. */
  private static List<Operation> until(long nanos, List<Operation> history) {
    return history.stream()
        .filter(operation -> operation.invokedNanos() <= nanos)
        .map(
            operation ->
                operation.answer().isUnknown() || operation.endedNanos() <= nanos
                    ? operation
                    : operation.unanswered())
        .toList();
  }

  private static boolean isLinearizable(Value initial, List<Operation> history) {
    return new LinearizabilityChecker(initial, history).search();
  }

  /** Calls before answers where the clock shows the same: more orders are possible then. */
  private void listEvents() {
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      events.add(new Event(i, true, operation.invokedNanos()));
      if (!operation.answer().isUnknown()) {
        events.add(new Event(i, false, operation.endedNanos()));
        knownLeft++;
      }
    }
    events.sort(
        Comparator.comparingLong(Event::nanos).thenComparing(event -> event.isCall() ? 0 : 1));
    int anonymous = 0;
    for (int event = 1; event <= events.size(); event++) {
      int operation = event(event).operation();
      if (!event(event).isCall()) {
        ends[operation] = event;
      } else if (hints.isAnonymous(operations.get(operation))) {
        anonymousRanks[operation] = anonymous++;
      }
    }
  }

  private Event event(int event) {
    return events.get(event - 1);
  }

  private boolean search() {
    int event = list.first();
    while (knownLeft > 0) {
      if (event(event).isCall()) {
        event = place(event) ? list.first() : list.after(event);
      } else {
        if (steps.isEmpty()) {
          return false;
        }
        event = goBack();
      }
    }
    return true;
  }

  /** Whether the operation can come next and was not tried so before; then it does. */
  private boolean place(int call) {
    int index = event(call).operation();
    Operation operation = operations.get(index);
    int rank = anonymousRanks[index];
    Optional<Value> after = operation.after(value);
    if (after.isEmpty() || (rank >= 0 && rank != anonymousPlaced)) {
      return false;
    }
    hints.place(operation);
    placed.set(index);
    if (!hints.allow(operation, after.get())
        || !seen.add(new Configuration((BitSet) placed.clone(), after.get()))) {
      placed.clear(index);
      hints.putBack(operation);
      return false;
    }
    if (seen.size() > CONFIGURATIONS_MAX) {
      throw new IllegalStateException("undecided after " + CONFIGURATIONS_MAX + " configurations");
    }
    steps.push(new Step(call, value));
    value = after.get();
    count(index, 1);
    list.takeOut(call);
    if (ends[index] > 0) {
      list.takeOut(ends[index]);
    }
    return true;
  }

  /** Takes the last step back and answers where to go on. */
  private int goBack() {
    Step step = steps.pop();
    int index = event(step.event()).operation();
    if (ends[index] > 0) {
      list.putBack(ends[index]);
    }
    list.putBack(step.event());
    count(index, -1);
    value = step.before();
    placed.clear(index);
    hints.putBack(operations.get(index));
    return list.after(step.event());
  }

  private void count(int index, int placedMore) {
    if (ends[index] > 0) {
      knownLeft -= placedMore;
    }
    if (anonymousRanks[index] >= 0) {
      anonymousPlaced += placedMore;
    }
  }
}
