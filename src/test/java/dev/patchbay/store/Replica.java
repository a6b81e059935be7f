package dev.patchbay.store;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.sample.SampleTypes;
import dev.patchbay.service.ApiGatewayRules;
import dev.patchbay.service.AutomaticDeployments;
import dev.patchbay.service.IdGenerator;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceDecisions;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.ContentHash;
import dev.patchbay.wire.ModelSchema;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One store on the event loop that it belongs to, as one replica of the service has it; for a test
 * that waits for each answer.
 */
public record Replica(EventLoop loop, ResourceStore store) implements AutoCloseable {

  public Optional<Resource> find(ResourceId id) {
    return loop.call(() -> store.find(id));
  }

  public Page list(ResourceCollection collection, PageRequest request) {
    return loop.call(() -> store.list(collection, request));
  }

  public <R> R commit(Transition<R> transition) {
    return loop.call(() -> store.commit(transition));
  }

  /** The same store, with the test between each decision and its commit. */
  public Replica observed(IntConsumer decided) {
    return new Replica(loop, new ObservedStore(store, decided));
  }

  /** How many decisions a store that is {@link #observed} has asked for. */
  public int decisions() {
    return ((ObservedStore) store).decisions();
  }

  /** Commits many transitions that all begin at once. */
  public <R> CompletableFuture<List<R>> commitEach(
      int count, IntFunction<Transition<R>> transitions) {
    return together(count, i -> store.commit(transitions.apply(i)));
  }

  /** The same, with an empty result for each that ends in too many lost races. */
  public <R> CompletableFuture<List<Optional<R>>> tryEach(
      int count, IntFunction<Transition<R>> transitions) {
    return together(
        count,
        i ->
            store
                .commit(transitions.apply(i))
                .map(Optional::of)
                .recover(
                    failure ->
                        failure instanceof ServiceException refusal
                                && refusal.code() == ErrorCode.CONFLICT
                            ? Future.succeededFuture(Optional.empty())
                            : Future.failedFuture(failure)));
  }

  private <R> CompletableFuture<List<R>> together(int count, IntFunction<Future<R>> work) {
    return loop.submit(
        () ->
            Future.join(IntStream.range(0, count).mapToObj(work).toList())
                .map(all -> all.<R>list()));
  }

  /** The service's operations on this store. */
  public ResourceService service() {
    return service(new SecureRandom());
  }

  /** The same, with identifiers of this source. */
  public ResourceService service(RandomGenerator random) {
    return service(random, InstantSource.system());
  }

  /** The same, at a time of the test's choice. */
  public ResourceService service(RandomGenerator random, InstantSource clock) {
    return new ResourceService(
        SampleTypes.ALL, store, resourceDecisions(), new IdGenerator(random), clock);
  }

  /** The automatic deployments of this store. */
  public AutomaticDeployments automaticDeployments() {
    return new AutomaticDeployments(
        SampleTypes.ALL,
        store,
        resourceDecisions(),
        new IdGenerator(new SecureRandom()),
        InstantSource.system());
  }

  private static ResourceDecisions resourceDecisions() {
    return new ResourceDecisions(
        SampleTypes.ALL,
        new PatchSemantics(TemplatePatch.MERGE),
        new Quotas(Map.of("PATCHBAY_MAX_APIS", 10_000, "PATCHBAY_MAX_CHILDREN", 10_000)),
        (type, before, after) -> {},
        ApiGatewayRules.of("us-east-1", ModelSchema::isValid, ContentHash::of));
  }

  @Override
  public void close() {
    loop.close();
  }
}
