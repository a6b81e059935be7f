package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The operations that read. A read of a stage with {@code autoDeploy} deploys the newest changes
 * first.
 */
record ResourceReads(ResourceStore store, AutomaticDeployments automatic) {

  Future<Resource> get(Call call, ResourceId id) {
    return store
        .find(id)
        .compose(found -> found.filter(automatic::concern).isPresent() ? deployed(id) : kept(found))
        .compose(
            found ->
                found.map(Future::succeededFuture).orElseGet(() -> refuseFirstMissing(call, id)));
  }

  private Future<Optional<Resource>> deployed(ResourceId stage) {
    return automatic.deploy(stage.root()).compose(ended -> store.find(stage));
  }

  private static Future<Optional<Resource>> kept(Optional<Resource> found) {
    return Future.succeededFuture(found);
  }

  Future<Page> list(Call call, ResourceCollection collection, PageRequest request) {
    return automatic.concern(collection.type())
        ? automatic
            .deploy(collection.parent().orElseThrow().root())
            .compose(ended -> page(call, collection, request))
        : page(call, collection, request);
  }

  /** Only an empty collection needs a check that its parent exists. */
  private Future<Page> page(Call call, ResourceCollection collection, PageRequest request) {
    return store
        .list(collection, request)
        .compose(
            page ->
                page.resources().isEmpty() && collection.parent().isPresent()
                    ? get(call, collection.parent().get()).map(page)
                    : Future.succeededFuture(page));
  }

  private <R> Future<R> refuseFirstMissing(Call call, ResourceId id) {
    return store.commit(
        new Transition<>(
            call,
            new Read.OfResource(id),
            MissingResources.reads(List.of(id)),
            snapshot -> Decision.orReject(() -> MissingResources.refuse(id, snapshot))));
  }
}
