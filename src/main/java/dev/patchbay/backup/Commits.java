package dev.patchbay.backup;

import dev.patchbay.store.Transition;

/** A store to someone who waits for it. */
@FunctionalInterface
public interface Commits {

  /**
   * Commits a transition and waits for its end.
   *
   * @throws dev.patchbay.model.ServiceException as the store fails
   */
  <R> R commit(Transition<R> transition);
}
