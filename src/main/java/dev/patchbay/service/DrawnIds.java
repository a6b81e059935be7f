package dev.patchbay.service;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.function.BiFunction;

/** Creates resources with random identifiers, and draws again where an identifier is taken. */
final class DrawnIds {

  /** Even among a hundred thousand siblings one in a million identifiers is taken. */
  private static final int DRAWS_MAX = 3;

  private final IdGenerator ids;

  DrawnIds(IdGenerator ids) {
    this.ids = ids;
  }

  /**
   * Creates a member of a collection.
   *
   * @param creation fails with the exception it is given where the identifier is taken
   */
  <T> Future<T> create(
      ResourceCollection collection, BiFunction<ResourceId, ServiceException, Future<T>> creation) {
    return create(collection, creation, 1);
  }

  private <T> Future<T> create(
      ResourceCollection collection,
      BiFunction<ResourceId, ServiceException, Future<T>> creation,
      int draw) {
    ServiceException taken = ServiceException.concurrentModification();
    return creation
        .apply(collection.member(ids.next(collection.type())), taken)
        .recover(
            failure ->
                failure == taken && draw < DRAWS_MAX
                    ? create(collection, creation, draw + 1)
                    : Future.failedFuture(failure));
  }
}
