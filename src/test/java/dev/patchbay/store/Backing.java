package dev.patchbay.store;

import io.vertx.core.Vertx;
import java.util.Map;

/** The data that the stores of a test have in common. */
public interface Backing {

  /** Removes all data. */
  void clear();

  /** A store over the data, for this event loop; called on it. */
  ResourceStore newStore(Vertx vertx);

  /** All that is kept, by a name that holds the identifiers of the API and the resource. */
  Map<String, ?> everything();
}
