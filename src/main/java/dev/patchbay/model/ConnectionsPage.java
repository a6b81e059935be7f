package dev.patchbay.model;

import java.util.List;
import java.util.Optional;

/**
 * Connections of a stage in the order of their identifiers.
 *
 * @param lastId the identifier behind which the next page begins; empty for the last page
 */
public record ConnectionsPage(List<StageConnection> connections, Optional<String> lastId) {
  public ConnectionsPage {
    connections = List.copyOf(connections);
  }
}
