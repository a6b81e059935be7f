package dev.patchbay.service;

import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads a collection page by page and keeps the few resources that are needed. */
final class WholeCollection {

  private WholeCollection() {}

  /** Returns the resources that fit, in ascending order of identifiers. */
  static Future<List<Resource>> filtered(
      ResourceStore store, ResourceCollection collection, Predicate<Resource> fits) {
    return next(store, collection, fits, "", new ArrayList<>());
  }

  private static Future<List<Resource>> next(
      ResourceStore store,
      ResourceCollection collection,
      Predicate<Resource> fits,
      String afterId,
      List<Resource> found) {
    return store
        .list(collection, new PageRequest(afterId, PageRequest.RESOURCES_MAX))
        .compose(
            page -> {
              page.resources().stream().filter(fits).forEach(found::add);
              return page.lastId()
                  .map(last -> next(store, collection, fits, last, found))
                  .orElseGet(() -> Future.succeededFuture(found));
            });
  }
}
