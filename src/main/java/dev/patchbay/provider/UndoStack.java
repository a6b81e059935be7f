package dev.patchbay.provider;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The actions that tear provider states down, each by the name of its state, latest first. */
final class UndoStack {

  private record Undo(String state, Runnable action) {}

  private final Deque<Undo> undos = new ArrayDeque<>();

  void add(String state, Runnable action) {
    undos.push(new Undo(state, action));
  }

  int size() {
    return undos.size();
  }

  /** Runs the latest actions, until so many are left. */
  void undoDownTo(int size) {
    while (undos.size() > size) {
      undos.pop().action().run();
    }
  }

  /** Runs the actions of one state. */
  void undo(String state) {
    for (Iterator<Undo> each = undos.iterator(); each.hasNext(); ) {
      Undo undo = each.next();
      if (undo.state().equals(state)) {
        each.remove();
        undo.action().run();
      }
    }
  }
}
