package dev.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * The state of a store after two replicas have changed one tree of resources: no orphans, no
 * duplicates and no partial changes.
 */
public abstract class ResourceTreeContract extends TwoReplicas {

  protected ResourceTreeContract(Backing backing) {
    super(backing);
  }

  // -- one unique key

  @Test
  void ofTwoCreationsWithOneKeyThatHaveBothSeenNoneOneWins() {
    ResourceId integration = newIntegration(newApi());
    ResourceCollection responses = responsesOf(integration);
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                create(rival, responses, key("/same/"));
              }
            });
    ServiceException refusal = refusal(() -> create(observed, responses, key("/same/")));
    assertAlreadyExists(refusal);
    assertThat(observed.decisions()).isEqualTo(2);
    assertThat(all(responses)).hasSize(1);
  }

  @Test
  void aCreationAndARenamingToOneKeyHaveOneWinner() {
    ResourceId integration = newIntegration(newApi());
    ResourceCollection responses = responsesOf(integration);
    ResourceId existing = create(ours, responses, key("/old/")).id();
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                create(rival, responses, key("/same/"));
              }
            });
    assertAlreadyExists(refusal(() -> update(observed, existing, key("/same/"))));
    assertThat(all(responses))
        .extracting(resource -> resource.text("integrationResponseKey"))
        .containsExactlyInAnyOrder("/old/", "/same/");
  }

  @Test
  void concurrentCreationsWithOneKeyHaveOneWinner() {
    ResourceCollection responses = responsesOf(newIntegration(newApi()));
    int keys = 10;
    CompletableFuture<List<Boolean>> ourWins = creations(ours, responses, keys);
    CompletableFuture<List<Boolean>> theirWins = creations(rival, responses, keys);
    List<Boolean> wins = new ArrayList<>(EventLoop.await(ourWins));
    wins.addAll(EventLoop.await(theirWins));
    assertThat(all(responses))
        .extracting(resource -> resource.text("integrationResponseKey"))
        .doesNotHaveDuplicates()
        .hasSize((int) wins.stream().filter(won -> won).count());
    assertThat(all(responses)).extracting(each -> each.id().value()).isSorted();
  }

  private static CompletableFuture<List<Boolean>> creations(
      Replica replica, ResourceCollection responses, int keys) {
    ResourceService service = replica.service();
    return replica
        .loop()
        .submit(
            () ->
                Future.join(
                        IntStream.range(0, keys)
                            .mapToObj(
                                i ->
                                    service
                                        .create(Call.ofTheService(), responses, key("/" + i + "/"))
                                        .map(true)
                                        .recover(ResourceTreeContract::lostOnly))
                            .toList())
                    .map(all -> all.<Boolean>list()));
  }

  private static Future<Boolean> lostOnly(Throwable failure) {
    return failure instanceof ServiceException refusal && refusal.code() == ErrorCode.CONFLICT
        ? Future.succeededFuture(false)
        : Future.failedFuture(failure);
  }

  // -- deletion of a parent

  @Test
  void aDeletionTakesTheWholeTree() {
    ResourceId api = newApi();
    ResourceId other = newApi();
    for (int i = 0; i < 3; i++) {
      ResourceId integration = newIntegration(api);
      create(ours, responsesOf(integration), key("/1/"));
      create(ours, responsesOf(integration), key("/2/"));
      ResourceId route =
          create(
                  ours,
                  api.children(ApiGatewayTypes.ROUTE),
                  Map.of("routeKey", "r" + i, "target", "integrations/" + integration.value()))
              .id();
      create(
          ours,
          route.children(ApiGatewayTypes.ROUTE_RESPONSE),
          Map.of("routeResponseKey", "$default"));
    }
    delete(ours, api);
    assertNothingIsLeftOf(api);
    assertThat(ours.find(other)).isPresent();
    delete(ours, other);
    assertNothingIsLeft();
  }

  @Test
  void aCreationThatHasSeenItsParentLosesToTheDeletionOfAnyAncestor() {
    for (boolean wholeApi : List.of(true, false)) {
      ResourceId api = newApi();
      ResourceId integration = newIntegration(api);
      Replica observed =
          ours.observed(
              decision -> {
                if (decision == 1) {
                  delete(rival, wholeApi ? api : integration);
                }
              });
      ServiceException refusal =
          refusal(() -> create(observed, responsesOf(integration), key("/1/")));
      assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(refusal.details()).containsEntry("resourceType", wholeApi ? "Api" : "Integration");
      assertNothingIsLeftOf(wholeApi ? api : integration);
    }
  }

  @Test
  void anUpdateThatHasSeenItsResourceLosesToTheDeletionOfAnyAncestor() {
    for (Map<String, Object> change :
        List.of(
            key("/new/"), Map.<String, Object>of("contentHandlingStrategy", "CONVERT_TO_TEXT"))) {
      ResourceId api = newApi();
      ResourceId response = create(ours, responsesOf(newIntegration(api)), key("/1/")).id();
      Replica observed =
          ours.observed(
              decision -> {
                if (decision == 1) {
                  delete(rival, api);
                }
              });
      ServiceException refusal = refusal(() -> update(observed, response, change));
      assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(refusal.details()).containsEntry("resourceType", "Api");
      assertNothingIsLeftOf(api);
    }
  }

  @Test
  void deletionSeesConcurrentChangesBelowIt() {
    ResourceId api = newApi();
    ResourceId integration = newIntegration(api);
    ResourceId renamed = create(ours, responsesOf(integration), key("/old/")).id();
    ResourceId deleted = create(ours, responsesOf(integration), key("/deleted/")).id();
    List<Runnable> rivals =
        List.of(
            () -> {}, // The first decision only asks for more.
            () -> {}, // And so does the second.
            () -> create(rival, responsesOf(integration), key("/late/")),
            () -> {},
            () -> {},
            () -> update(rival, renamed, key("/new/")),
            () -> {},
            () -> {},
            () -> delete(rival, deleted),
            () -> {},
            () -> {},
            () -> create(rival, responsesOf(newIntegration(api)), key("/1/")));
    Replica observed =
        ours.observed(
            decision -> {
              if (decision <= rivals.size()) {
                rivals.get(decision - 1).run();
              }
            });
    delete(observed, api);
    assertNothingIsLeftOf(api);
    assertNothingIsLeft();
  }

  @Test
  void aDeletionUnderWritersLeavesNoGhost() throws InterruptedException {
    ResourceId api = newApi();
    List<ResourceId> integrations = List.of(newIntegration(api), newIntegration(api));
    for (ResourceId integration : integrations) {
      create(ours, responsesOf(integration), key("/0/"));
    }
    CountDownLatch underWay = new CountDownLatch(30);
    List<CompletableFuture<Integer>> writers = new ArrayList<>();
    for (Replica replica : List.of(ours, rival)) {
      for (int writer = 0; writer < 3; writer++) {
        Writer work = new Writer(replica.service(), integrations, underWay, writer);
        writers.add(replica.loop().submit(() -> work.write(0)));
      }
    }
    assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();
    while (ours.find(api).isPresent()) {
      try {
        delete(rival, api);
      } catch (ServiceException lost) {
        assertConcurrentModification(lost);
      }
    }
    writers.forEach(EventLoop::await);
    assertNothingIsLeftOf(api);
    assertNothingIsLeft();
  }

  /** Creates and changes integration responses until their integration is deleted. */
  private record Writer(
      ResourceService service, List<ResourceId> integrations, CountDownLatch underWay, int seed) {

    /** Deletion needs a moment without creations; writers that never tire could deny it one. */
    private static final int WRITES_MAX = 150;

    Future<Integer> write(int done) {
      if (done == WRITES_MAX) {
        return Future.succeededFuture(done);
      }
      ResourceCollection responses = responsesOf(integrations.get((seed + done) % 2));
      return service
          .create(
              Call.ofTheService(),
              responses,
              key("/%d-%d/".formatted(System.identityHashCode(this), done)))
          .compose(
              created ->
                  service.update(Call.ofTheService(), created.id(), text("x"), Precondition.NONE))
          .map(true)
          .recover(
              failure ->
                  failure instanceof ServiceException refusal
                          && refusal.code() == ErrorCode.NOT_FOUND
                      ? Future.succeededFuture(false)
                      : lostOnly(failure).map(true))
          .compose(
              goOn -> {
                underWay.countDown();
                return goOn ? write(done + 1) : Future.succeededFuture(done);
              });
    }
  }

  @Test
  void anIntegrationInUseIsNotDeletedEvenWhenTheRouteComesLate() {
    ResourceId api = newApi();
    ResourceId integration = newIntegration(api);
    Map<String, Object> route =
        Map.of("routeKey", "r", "target", "integrations/" + integration.value());
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                create(rival, api.children(ApiGatewayTypes.ROUTE), route);
              }
            });
    assertThat(refusal(() -> delete(observed, integration)).code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(ours.find(integration)).isPresent();
  }

  @Test
  void aRouteIsNotPointedAtAnIntegrationThatIsBeingDeleted() {
    ResourceId api = newApi();
    ResourceId integration = newIntegration(api);
    Map<String, Object> route =
        Map.of("routeKey", "r", "target", "integrations/" + integration.value());
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                delete(rival, integration);
              }
            });
    ServiceException refusal =
        refusal(() -> create(observed, api.children(ApiGatewayTypes.ROUTE), route));
    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(all(api.children(ApiGatewayTypes.ROUTE))).isEmpty();
  }

  // -- deletion of more than fits into one transaction

  @Test
  void ofALargeTreeNothingIsSeenOrStoredOnceItsRootIsGone() {
    ResourceId api = newApi();
    ResourceId kept = newIntegration(newApi());
    List<ResourceId> integrations = grow(api, 12, 20);
    ResourceId integration = integrations.get(7);
    ResourceId response = all(responsesOf(integration)).get(3).id();
    delete(ours, api);
    for (Replica replica : List.of(ours, rival)) {
      assertThat(replica.find(api)).isEmpty();
      assertThat(replica.find(integration)).isEmpty();
      assertThat(replica.find(response)).isEmpty();
      assertThat(replica.list(responsesOf(integration), new PageRequest("", 500)).resources())
          .isEmpty();
      assertThat(
              replica
                  .list(api.children(ApiGatewayTypes.INTEGRATION), new PageRequest("", 500))
                  .resources())
          .isEmpty();
      assertMissingApi(() -> update(replica, response, key("/new/")));
      assertMissingApi(() -> update(replica, response, text("x")));
      assertMissingApi(() -> update(replica, integration, Map.of("description", "x")));
      assertMissingApi(() -> delete(replica, response));
      assertMissingApi(() -> delete(replica, integration));
      assertMissingApi(() -> delete(replica, api));
      assertMissingApi(() -> create(replica, responsesOf(integration), key("/late/")));
    }
    assertNothingIsLeftOf(api);
    assertThat(ours.find(kept)).isPresent();
    delete(ours, kept.root());
    assertNothingIsLeft();
  }

  private static void assertMissingApi(ThrowingCallable call) {
    ServiceException refusal = refusal(call);
    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal.details()).containsEntry("resourceType", "Api");
  }

  @Test
  void aLargeIntegrationGoesAndItsSiblingsStay() {
    ResourceId api = newApi();
    List<ResourceId> integrations = grow(api, 2, 200);
    delete(ours, integrations.get(0));
    assertThat(ours.find(integrations.get(0))).isEmpty();
    assertThat(all(responsesOf(integrations.get(0)))).isEmpty();
    assertThat(all(api.children(ApiGatewayTypes.INTEGRATION)))
        .extracting(Resource::id)
        .containsExactly(integrations.get(1));
    Read.OfSize size = new Read.OfSize(api.children(ApiGatewayTypes.INTEGRATION));
    assertThat(ours.commit(Samples.look(size)).size(size.collection())).isEqualTo(1);
    update(ours, all(responsesOf(integrations.get(1))).get(0).id(), text("x"));
    assertNothingIsLeftOf(integrations.get(0));
    assertThat(all(responsesOf(integrations.get(1)))).hasSize(200);
  }

  @Test
  void transitionThatReadBelowALargeTreeLosesToItsDeletion() {
    for (boolean update : List.of(true, false)) {
      ResourceId api = newApi();
      ResourceId integration = grow(api, 12, 20).get(0);
      ResourceId response = all(responsesOf(integration)).get(0).id();
      Replica observed =
          ours.observed(
              decision -> {
                if (decision == 1) {
                  delete(rival, api);
                }
              });
      assertMissingApi(
          () -> {
            if (update) {
              update(observed, response, text("ghost"));
            } else {
              create(observed, responsesOf(integration), key("/ghost/"));
            }
          });
      assertNothingIsLeftOf(api);
    }
  }

  @Test
  void anIdentifierOfALargeTreeIsTakenAgainOnlyWhenTheTreeIsForgotten() {
    ResourceId api = newApi();
    Resource before = ours.find(api).orElseThrow();
    List<ResourceId> integrations = grow(api, 12, 20);
    delete(ours, api);
    boolean created = false;
    while (!created) {
      try {
        created = rival.commit(createOnce(before));
      } catch (ServiceException notYet) {
        assertThat(notYet.code()).isEqualTo(ErrorCode.CONFLICT);
        EventLoop.pause();
      }
    }
    assertThat(ours.find(api)).contains(before);
    assertThat(all(api.children(ApiGatewayTypes.INTEGRATION))).isEmpty();
    assertThat(ours.find(integrations.get(0))).isEmpty();
    ResourceId late = newIntegration(api);
    EventLoop.pause();
    assertThat(all(api.children(ApiGatewayTypes.INTEGRATION)))
        .extracting(Resource::id)
        .containsExactly(late);
    delete(ours, api);
    assertNothingIsLeft();
  }

  private static Transition<Boolean> createOnce(Resource resource) {
    Read read = new Read.OfResource(resource.id());
    Read size = new Read.OfSize(resource.id().collection());
    return new Transition<>(
        size,
        Set.of(read, size),
        snapshot ->
            new Decision.Commit<>(
                snapshot.resource(resource.id()).isPresent()
                    ? List.of()
                    : List.of(Write.create(resource)),
                true));
  }

  /** Stores integrations with responses below an API, in one transaction. */
  private List<ResourceId> grow(ResourceId api, int integrations, int responses) {
    List<ResourceId> grown = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < integrations; i++) {
      ResourceId integration =
          api.children(ApiGatewayTypes.INTEGRATION).member("i%05d0".formatted(i));
      grown.add(integration);
      writes.add(
          Write.create(
              new Resource(
                  integration,
                  1,
                  Map.of("integrationId", integration.value(), "integrationType", "MOCK"))));
      for (int j = 0; j < responses; j++) {
        String id = "r%02d%03d0".formatted(i, j);
        writes.add(
            Write.create(
                new Resource(
                    responsesOf(integration).member(id),
                    1,
                    Map.of("integrationResponseId", id, "integrationResponseKey", "/" + j + "/"))));
      }
    }
    Read subject = new Read.OfResource(api);
    ours.commit(
        new Transition<>(
            subject, Set.of(subject), snapshot -> new Decision.Commit<>(writes, true)));
    return grown;
  }

  // -- pages

  @Test
  void aWalkSeesEverySurvivorOnceWhateverComesAndGoes() {
    ResourceId api = newApi();
    for (long seed = 1; seed <= 8; seed++) {
      ResourceCollection responses = responsesOf(newIntegration(api));
      walk(responses, seed);
    }
  }

  private void walk(ResourceCollection responses, long seed) {
    Random random = new Random(seed);
    Set<ResourceId> present = new LinkedHashSet<>();
    for (int i = 0; i < 20; i++) {
      present.add(create(ours, responses, key("/start" + i + "/")).id());
    }
    Set<ResourceId> survivors = new LinkedHashSet<>(present);
    List<ResourceId> seen = new ArrayList<>();
    int pageSize = 1 + random.nextInt(6);
    PageRequest request = new PageRequest("", pageSize);
    for (int created = 0; ; created++) {
      Page page = ours.list(responses, request);
      assertThat(page.resources()).hasSizeLessThanOrEqualTo(pageSize);
      page.resources().forEach(resource -> seen.add(resource.id()));
      if (page.lastId().isEmpty()) {
        break;
      }
      request = new PageRequest(page.lastId().orElseThrow(), pageSize);
      // The last one is deleted now and then, so that a page begins after a deleted one.
      List<ResourceId> now = new ArrayList<>(present);
      ResourceId victim =
          now.get(random.nextBoolean() ? now.size() - 1 : random.nextInt(now.size()));
      delete(rival, victim);
      present.remove(victim);
      survivors.remove(victim);
      if (random.nextBoolean() && created < 10) {
        present.add(create(rival, responses, key("/late" + created + "/")).id());
      }
    }
    assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(seen).extracting(ResourceId::value).as("seed %d", seed).isSorted();
    Set<ResourceId> seenSurvivors = new LinkedHashSet<>(seen);
    seenSurvivors.retainAll(survivors);
    assertThat(seenSurvivors).as("seed %d", seed).isEqualTo(survivors);
    assertThat(new HashSet<>(present)).as("seed %d", seed).containsAll(survivors);
  }

  // -- shared by the tests above

  private ResourceId newApi() {
    return create(
            ours,
            Samples.APIS,
            Map.of(
                "name",
                "n",
                "protocolType",
                "WEBSOCKET",
                "routeSelectionExpression",
                "$request.body.action"))
        .id();
  }

  private ResourceId newIntegration(ResourceId api) {
    return create(
            ours, api.children(ApiGatewayTypes.INTEGRATION), Map.of("integrationType", "MOCK"))
        .id();
  }

  private static ResourceCollection responsesOf(ResourceId integration) {
    return integration.children(ApiGatewayTypes.INTEGRATION_RESPONSE);
  }

  private static Map<String, Object> key(String key) {
    return Map.of("integrationResponseKey", key);
  }

  private static Map<String, Object> text(String text) {
    return Map.of("templateSelectionExpression", text);
  }

  private static Resource create(
      Replica replica, ResourceCollection collection, Map<String, Object> change) {
    return replica
        .loop()
        .call(() -> replica.service().create(Call.ofTheService(), collection, change));
  }

  private static Resource update(Replica replica, ResourceId id, Map<String, Object> change) {
    return replica
        .loop()
        .call(() -> replica.service().update(Call.ofTheService(), id, change, Precondition.NONE));
  }

  private static void delete(Replica replica, ResourceId id) {
    replica
        .loop()
        .call(() -> replica.service().delete(Call.ofTheService(), id, Precondition.NONE).map(true));
  }

  private List<Resource> all(ResourceCollection collection) {
    return ours.list(collection, new PageRequest("", 500)).resources();
  }

  private void assertNothingIsLeft() {
    eventually(() -> assertThat(everything()).isEmpty());
  }

  private void assertNothingIsLeftOf(ResourceId id) {
    eventually(() -> assertThat(traces(id)).isEmpty());
  }

  /** A store may delete the resources below a deleted one later. */
  private static void eventually(Runnable assertion) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        EventLoop.pause();
      }
    }
  }

  /** Returns the names of everything stored of a resource and of the resources below it. */
  private List<String> traces(ResourceId id) {
    return everything().keySet().stream().filter(name -> name.contains(id.value())).toList();
  }

  private static void assertAlreadyExists(ServiceException refusal) {
    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal).hasMessageContaining("with key /same/ already exists");
  }
}
