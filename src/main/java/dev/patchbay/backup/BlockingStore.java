package dev.patchbay.backup;

import dev.patchbay.store.Transition;

/** A store for callers that wait for each answer. */
@FunctionalInterface
public interface BlockingStore {

  /**
   * Commits a transition and waits for its result.
   *
   * @throws dev.patchbay.model.ServiceException when the store fails
   */
  <R> R commit(Transition<R> transition);
}
