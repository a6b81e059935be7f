package dev.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ChangeService;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The promises of the change log of an API: it holds every stored change once, in the order in
 * which they were stored, and nothing else.
 */
public abstract class ChangesContract extends TwoReplicas {

  /** The least that the stores under test keep. */
  protected static final int CHANGES_MAX = 200;

  /**
   * The changes that a store may keep beyond the maximum, because trimming several at a time is
   * cheaper.
   */
  private static final int SPARE_MAX = 100;

  private static final Call.Author AUTHOR = new Call.Author("AKIDEXAMPLE", "request-1");

  protected ChangesContract(Backing backing) {
    super(backing);
  }

  // -- its contents

  @Test
  void everyOperationOnAnApiIsInItsChangeLog() {
    ResourceId api = newApi(ours);
    ResourceId integration = newIntegration(ours, api);
    update(ours, integration, Map.of("description", "x", "timeoutInMillis", 50L));
    ResourceId response = newResponse(ours, integration, "/1/");
    update(ours, api, Map.of("description", "y"));
    delete(ours, response);
    delete(ours, integration);
    delete(ours, api);

    assertThat(changeLog(api))
        .extracting(each -> told(each.change()))
        .containsExactly(
            "CreateApi [api] 0 1",
            "CreateIntegration [api, integration] 0 1",
            "UpdateIntegration [api, integration] 1 2 description timeoutInMillis",
            "CreateIntegrationResponse [api, integration, response] 0 1",
            "UpdateApi [api] 1 2 description",
            "DeleteIntegrationResponse [api, integration, response] 1 0",
            "DeleteIntegration [api, integration] 2 0",
            "DeleteApi [api] 2 0");
    assertThat(changeLog(api))
        .allSatisfy(
            each -> {
              assertThat(each.change().resource().root()).isEqualTo(api);
              assertThat(List.of(each.accessKeyId(), each.requestId()))
                  .containsExactly(AUTHOR.accessKeyId(), AUTHOR.requestId());
            });
    assertThat(changeLog(api).get(0).change().changedMembers())
        .contains("apiId", "name", "protocolType", "routeSelectionExpression");
    assertThat(changeLog(api).get(3).change().resource()).isEqualTo(response);
  }

  private static String told(Change change) {
    List<String> path = new ArrayList<>();
    for (ResourceType type : change.resource().type().lineage()) {
      path.add(
          type == ApiGatewayTypes.INTEGRATION_RESPONSE
              ? "response"
              : type.typeName().toLowerCase(Locale.ROOT));
    }
    String members =
        change.revisionBefore() > 0 && change.revisionAfter() > 0
            ? " " + String.join(" ", change.changedMembers())
            : "";
    return "%s %s %d %d%s"
        .formatted(
            change.operation(), path, change.revisionBefore(), change.revisionAfter(), members);
  }

  @Test
  void changesOfTheServiceItselfHaveNoAuthor() {
    ResourceId api =
        ours.loop().call(() -> ours.service().create(Call.ofTheService(), Samples.APIS, API)).id();
    assertThat(changeLog(api))
        .extracting(each -> each.accessKeyId() + each.requestId())
        .containsExactly("");
  }

  @Test
  void operationThatStoresNothingIsNotInTheChangeLog() {
    ResourceId api = newApi(ours);
    ResourceId integration = newIntegration(ours, api);
    newResponse(ours, integration, "/1/");
    int before = changeLog(api).size();

    update(ours, integration, Map.of());
    update(ours, integration, Map.of("integrationType", "MOCK"));
    assertThatThrownBy(() -> newResponse(ours, integration, "/1/"))
        .isInstanceOf(ServiceException.class);
    assertThatThrownBy(() -> update(ours, api, Map.of("corsConfiguration", Map.of())))
        .isInstanceOf(ServiceException.class);
    refusal(
        () ->
            ours.loop()
                .call(
                    () ->
                        ours.service()
                            .update(
                                call(),
                                api,
                                Map.of("description", "z"),
                                new Precondition(false, Set.of(9L)))));
    assertThat(changeLog(api)).hasSize(before);
  }

  @Test
  void attemptThatLostItsRaceIsNotInTheChangeLog() {
    ResourceId integration = newIntegration(ours, newApi(ours));
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                update(rival, integration, Map.of("description", "rival"));
              }
            });
    update(observed, integration, Map.of("description", "ours"));
    assertThat(observed.decisions()).isEqualTo(2);
    assertThat(changeLog(integration.root()))
        .extracting(each -> each.change().revisionAfter())
        .containsExactly(1L, 1L, 2L, 3L);
  }

  // -- reading it

  @Test
  void pagesHoldEachChangeOnce() {
    ResourceId integration = newIntegration(ours, newApi(ours));
    for (int i = 0; i < 23; i++) {
      update(ours, integration, Map.of("description", "d" + i));
    }
    List<RecordedChange> all = changeLog(integration.root());
    assertThat(all).hasSize(25);
    for (int size : List.of(1, 2, 5, 24, 25, 26)) {
      List<RecordedChange> read = new ArrayList<>();
      ChangesPage page;
      ChangeId after = ChangeId.ZERO;
      do {
        page = read(integration.root(), after, size);
        assertThat(page.gap()).isFalse();
        assertThat(page.changes()).hasSizeLessThanOrEqualTo(size);
        read.addAll(page.changes());
        after = read.get(read.size() - 1).id();
      } while (page.more());
      assertThat(read).as("pages of %s", size).isEqualTo(all);
      assertThat(read(integration.root(), after, size))
          .isEqualTo(new ChangesPage(false, List.of(), false));
    }
  }

  @Test
  void manyChangeLogsAreReadTogetherAndDoNotMix() {
    List<ResourceId> apis = IntStream.range(0, 6).mapToObj(i -> newApi(ours)).toList();
    apis.forEach(api -> newIntegration(rival, api));
    List<ChangesRequest> requests = new ArrayList<>();
    for (ResourceId api : apis) {
      requests.add(new ChangesRequest(api, ChangeId.ZERO, 10));
      requests.add(new ChangesRequest(api, changeLog(api).get(0).id(), 10));
    }
    List<ChangesPage> pages =
        ours.loop()
            .call(
                () ->
                    Future.join(ours.store().changes(requests))
                        .map(all -> all.<ChangesPage>list()));
    for (int i = 0; i < apis.size(); i++) {
      List<RecordedChange> all = changeLog(apis.get(i));
      assertThat(pages.get(2 * i).changes()).hasSize(2).isEqualTo(all);
      assertThat(pages.get(2 * i + 1).changes()).isEqualTo(all.subList(1, 2));
    }
  }

  @Test
  void theNewestIsTheLast() {
    ResourceId api = newApi(ours);
    newIntegration(ours, api);
    assertThat(newest(api)).isEqualTo(changeLog(api).get(1).id());
    assertThat(newest(Samples.APIS.member("noneofours"))).isEqualTo(ChangeId.ZERO);
    assertThat(read(Samples.APIS.member("noneofours"), ChangeId.ZERO, 5))
        .isEqualTo(new ChangesPage(false, List.of(), false));
  }

  @Test
  void theChangeLogOfAnotherAccountsApiIsEmpty() {
    ResourceId api = newApi(ours);
    ResourceId theirs = new ResourceId("111122223333", ApiGatewayTypes.API, api.path());
    assertThat(read(theirs, ChangeId.ZERO, 5).changes()).isEmpty();
    assertThat(newest(theirs)).isEqualTo(ChangeId.ZERO);
  }

  // -- its ends

  @Test
  void itIsBoundedAndTellsOfTheGap() {
    ResourceId integration = newIntegration(ours, newApi(ours));
    ResourceId api = integration.root();
    ChangeId first = changeLog(api).get(0).id();
    int changes = CHANGES_MAX + 3 * SPARE_MAX;
    for (int i = 0; i < changes; i++) {
      update(ours, integration, Map.of("description", "d" + i));
    }
    List<RecordedChange> kept = changeLog(api);
    assertThat(kept).hasSizeBetween(CHANGES_MAX, CHANGES_MAX + SPARE_MAX);
    assertThat(kept.get(kept.size() - 1).change().revisionAfter()).isEqualTo(changes + 1);

    ChangesPage cut = read(api, first, 10);
    assertThat(cut.gap()).isTrue();
    assertThat(cut.changes()).isEqualTo(kept.subList(0, 10));
    assertThat(read(api, kept.get(0).id(), 10).gap()).isFalse();
    ChangeId future = new ChangeId(Long.MAX_VALUE / 10, 0);
    assertThat(read(api, future, 10)).isEqualTo(new ChangesPage(true, List.of(), false));
  }

  @Test
  void theChangeLogOfADeletedApiIsReadToItsEnd() {
    ResourceId api = newApi(ours);
    ChangeId begun = newest(api);
    delete(ours, api);
    ChangeService service = new ChangeService(ours.store());
    ChangesPage end = ours.loop().call(() -> service.changes(new ChangesRequest(api, begun, 10)));
    assertThat(end.changes())
        .singleElement()
        .satisfies(last -> assertThat(last.change().endsRoot()).isTrue());
    ChangesRequest beyond = new ChangesRequest(api, newest(api), 10);
    assertThat(refusal(() -> ours.loop().call(() -> service.changes(beyond))).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(() -> ours.loop().call(() -> service.newest(api))).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void theLogOfADeletedApiKeepsItsNewestChanges() {
    ResourceId integration = newIntegration(ours, newApi(ours));
    for (int i = 0; i < CHANGES_MAX; i++) {
      update(ours, integration, Map.of("description", "d" + i));
    }
    delete(ours, integration.root());
    List<RecordedChange> kept = changeLog(integration.root());
    assertThat(kept).hasSize(Limit.DELETED_LOG_CHANGES.intValue());
    assertThat(kept.get(kept.size() - 1).change().endsRoot()).isTrue();
  }

  @Test
  void ofDeletedApisTheNewestKeepTheirLogs() {
    ResourceId lives = newApi(ours);
    ResourceId back = newApi(ours);
    Resource stored = ours.find(back).orElseThrow();
    delete(ours, back);
    importApi(stored);
    int logs = Limit.DELETED_LOGS.intValue();
    List<ResourceId> deleted = new ArrayList<>();
    for (int i = 0; i < logs + 8; i++) {
      Replica replica = i % 2 == 0 ? ours : rival;
      ResourceId api = newApi(replica);
      delete(replica, api);
      deleted.add(api);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!changeLog(deleted.get(7)).isEmpty() && System.nanoTime() < end) {
      EventLoop.pause();
    }
    assertThat(deleted.subList(0, 8)).allSatisfy(api -> assertThat(changeLog(api)).isEmpty());
    assertThat(deleted.subList(8, deleted.size()))
        .allSatisfy(api -> assertThat(changeLog(api)).hasSize(2));
    assertThat(changeLog(lives)).hasSize(1);
    assertThat(changeLog(back)).as("that of a restored API").hasSize(3);
  }

  private void importApi(Resource api) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Read size = new Read.OfSize(api.id().collection());
    Read there = new Read.OfResource(api.id());
    while (true) {
      try {
        ours.commit(
            new Transition<>(
                size,
                Set.of(size, there),
                snapshot ->
                    new Decision.Commit<>(
                        List.of(Write.create(api), new Write.AppendChange(Change.imported(api))),
                        true)));
        return;
      } catch (ServiceException notSwept) {
        assertThat(notSwept.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(System.nanoTime()).isLessThan(end);
        EventLoop.pause();
      }
    }
  }

  // -- under writers

  @Test
  void aSubscriberOfManyWritersMissesNothingAndReceivesNothingTwice() {
    ResourceId api = newApi(ours);
    List<ResourceId> integrations =
        IntStream.range(0, 4).mapToObj(i -> newIntegration(ours, api)).toList();
    List<CompletableFuture<List<Resource>>> writers = new ArrayList<>();
    for (Replica replica : List.of(ours, rival)) {
      writers.add(writes(replica, integrations, 60));
    }
    List<RecordedChange> followed = new ArrayList<>();
    boolean done;
    do {
      done = writers.stream().allMatch(CompletableFuture::isDone);
      ChangeId after = followed.isEmpty() ? ChangeId.ZERO : followed.get(followed.size() - 1).id();
      ChangesPage page = read(api, after, 7);
      followed.addAll(page.changes());
      done &= !page.more();
    } while (!done);
    writers.forEach(EventLoop::await);

    assertThat(followed).extracting(RecordedChange::id).isSorted().doesNotHaveDuplicates();
    Map<ResourceId, Long> revisions = new HashMap<>();
    for (RecordedChange each : followed) {
      Change change = each.change();
      assertThat(change.revisionBefore())
          .as("%s", change)
          .isEqualTo(revisions.getOrDefault(change.resource(), 0L));
      revisions.put(change.resource(), change.revisionAfter());
    }
    for (ResourceId integration : integrations) {
      assertThat(revisions.get(integration))
          .isEqualTo(ours.find(integration).orElseThrow().revision());
    }
    assertThat(followed).hasSize(1 + 4 + 2 * 60);
  }

  /** Each writes a text that nobody has written, so that each is a change. */
  private static CompletableFuture<List<Resource>> writes(
      Replica replica, List<ResourceId> integrations, int count) {
    return replica
        .loop()
        .submit(
            () ->
                Future.join(
                        IntStream.range(0, count)
                            .mapToObj(
                                i ->
                                    replica
                                        .service()
                                        .update(
                                            call(),
                                            integrations.get(i % integrations.size()),
                                            Map.of(
                                                "description",
                                                i + " by " + System.identityHashCode(replica)),
                                            Precondition.NONE)
                                        .recover(
                                            lost ->
                                                replica
                                                    .service()
                                                    .update(
                                                        call(),
                                                        integrations.get(i % integrations.size()),
                                                        Map.of(
                                                            "description", "late " + i + replica),
                                                        Precondition.NONE)))
                            .toList())
                    .map(all -> all.<Resource>list()));
  }

  // -- shared by the tests above

  private static final Map<String, Object> API =
      Map.of(
          "name", "chat",
          "protocolType", "WEBSOCKET",
          "routeSelectionExpression", "$request.body.action");

  private static Call call() {
    return new Call(AUTHOR, Future.succeededFuture(), tally -> {});
  }

  protected static ResourceId newApi(Replica replica) {
    return create(replica, Samples.APIS, API);
  }

  protected static ResourceId newIntegration(Replica replica, ResourceId api) {
    return create(
        replica, api.children(ApiGatewayTypes.INTEGRATION), Map.of("integrationType", "MOCK"));
  }

  private static ResourceId newResponse(Replica replica, ResourceId integration, String key) {
    return create(
        replica,
        integration.children(ApiGatewayTypes.INTEGRATION_RESPONSE),
        Map.of("integrationResponseKey", key));
  }

  private static ResourceId create(
      Replica replica, ResourceCollection collection, Map<String, Object> members) {
    return replica.loop().call(() -> replica.service().create(call(), collection, members)).id();
  }

  protected static Resource update(Replica replica, ResourceId id, Map<String, Object> change) {
    return replica
        .loop()
        .call(() -> replica.service().update(call(), id, change, Precondition.NONE));
  }

  protected static void delete(Replica replica, ResourceId id) {
    replica.loop().call(() -> replica.service().delete(call(), id, Precondition.NONE).map(true));
  }

  protected List<RecordedChange> changeLog(ResourceId api) {
    ChangesPage page = read(api, ChangeId.ZERO, 10_000);
    assertThat(page.more()).isFalse();
    return page.changes();
  }

  private ChangesPage read(ResourceId api, ChangeId after, int changesMax) {
    return ours.loop()
        .call(
            () -> ours.store().changes(List.of(new ChangesRequest(api, after, changesMax))).get(0));
  }

  private ChangeId newest(ResourceId api) {
    return ours.loop().call(() -> ours.store().newestChange(api));
  }
}
