package dev.patchbay.model;

import java.util.List;

/**
 * A part of a root's change log, oldest first.
 *
 * @param gap whether the change that was asked from is not in the change log, so that there may
 *     have been others which are not either: the change log has been cut, or its end was lost with
 *     a server
 * @param more whether the change log goes on behind these
 */
public record ChangesPage(boolean gap, List<RecordedChange> changes, boolean more) {

  public ChangesPage {
    changes = List.copyOf(changes);
  }
}
