package dev.patchbay.consistency;

import java.util.Arrays;

/** The numbers from 1 in a list; each may be taken out and, the last first, put back. */
final class EventList {

  private static final int HEAD = 0;

  private final int[] next;
  private final int[] previous;

  EventList(int size) {
    this.next = new int[size + 2];
    this.previous = new int[size + 2];
    Arrays.setAll(next, event -> event + 1);
    Arrays.setAll(previous, event -> event - 1);
  }

  int first() {
    return next[HEAD];
  }

  int after(int event) {
    return next[event];
  }

  void takeOut(int event) {
    next[previous[event]] = next[event];
    previous[next[event]] = previous[event];
  }

  void putBack(int event) {
    next[previous[event]] = event;
    previous[next[event]] = event;
  }
}
