package dev.patchbay.model;

import java.util.List;

/**
 * A part of a root's change log, oldest first.
 *
 * @param gap whether the requested position is not in the change log, so that later changes may be
 *     missing too: the change log has been trimmed, or its end was lost with a server
 * @param more whether the change log has further changes
 */
public record ChangesPage(boolean gap, List<RecordedChange> changes, boolean more) {

  public ChangesPage {
    changes = List.copyOf(changes);
  }
}
