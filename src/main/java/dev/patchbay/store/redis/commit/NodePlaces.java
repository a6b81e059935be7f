package dev.patchbay.store.redis.commit;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How many groups of changes are under way on one node, and which slot has the next turn. A slot
 * that has begun a group waits behind all others for its next one. Belongs to one event loop.
 */
final class NodePlaces {

  /** The changes of one slot. */
  interface Slot {

    /** Begins one group that gives its place back; false, and nothing is begun, for none. */
    boolean begin(NodePlaces place);
  }

  private final Executor endOfTick;
  private final int groupsMax;
  private final Set<Slot> waiting = new LinkedHashSet<>();
  private int groups;
  private boolean filling;

  /**
   * All places of a node.
   *
   * @param endOfTick runs work after all that has arrived by now
   * @param groupsMax under way at once
   */
  NodePlaces(Executor endOfTick, int groupsMax) {
    this.endOfTick = endOfTick;
    this.groupsMax = groupsMax;
  }

  /** Begins the slot's groups when it is its turn, which may be at once. */
  void enter(Slot slot) {
    waiting.add(slot);
    fill();
  }

  private void fill() {
    while (groups < groupsMax && !waiting.isEmpty()) {
      Iterator<Slot> first = waiting.iterator();
      Slot slot = first.next();
      first.remove();
      if (slot.begin(this)) {
        waiting.add(slot);
      }
    }
  }

  /** A group has begun. */
  void take() {
    groups++;
  }

  /** A group has ended. */
  void giveBack() {
    groups--;
    if (!filling && !waiting.isEmpty()) {
      filling = true;
      endOfTick.execute(
          () -> {
            filling = false;
            fill();
          });
    }
  }
}
