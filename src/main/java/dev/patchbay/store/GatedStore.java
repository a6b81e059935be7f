package dev.patchbay.store;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A store that nobody reads or changes before it is known to be one that we understand. */
public final class GatedStore implements ResourceStore {

  private final ResourceStore store;
  private final BooleanSupplier open;

  /**
   * A gate before the store.
   *
   * @param open asked at each call, on its event loop
   */
  public GatedStore(ResourceStore store, BooleanSupplier open) {
    this.store = store;
    this.open = open;
  }

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    return ifOpen(() -> store.find(id));
  }

  @Override
  public Future<Page> list(ResourceCollection collection, PageRequest request) {
    return ifOpen(() -> store.list(collection, request));
  }

  @Override
  public <R> Future<R> commit(Transition<R> transition) {
    return ifOpen(() -> store.commit(transition));
  }

  @Override
  public List<Future<ChangesPage>> changes(List<ChangesRequest> requests) {
    return open.getAsBoolean()
        ? store.changes(requests)
        : requests.stream().map(request -> GatedStore.<ChangesPage>closed()).toList();
  }

  @Override
  public Future<ChangesPage> changes(ChangesRequest request) {
    return ifOpen(() -> store.changes(request));
  }

  @Override
  public Future<ChangeId> newestChange(ResourceId api) {
    return ifOpen(() -> store.newestChange(api));
  }

  private <T> Future<T> ifOpen(Supplier<Future<T>> call) {
    return open.getAsBoolean() ? call.get() : closed();
  }

  private static <T> Future<T> closed() {
    return Future.failedFuture(
        new ServiceException(ErrorCode.SERVICE_UNAVAILABLE, "The store has not been checked yet."));
  }
}
