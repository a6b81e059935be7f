package dev.patchbay.store;

import static dev.patchbay.store.Samples.admittedBy;
import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.change;
import static dev.patchbay.store.Samples.holdersOf;
import static dev.patchbay.store.Samples.look;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static dev.patchbay.store.Samples.withKey;
import static dev.patchbay.store.Samples.withText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promises of every {@link ResourceStore}. */
public abstract class ResourceStoreContract extends TwoReplicas {

  private static final PageRequest ALL = new PageRequest("", 500);

  private final Resource a = response("a", "/a/");
  private final Resource b = response("b", "/b/");
  private final Read readA = new Read.OfResource(a.id());
  private final Read readB = new Read.OfResource(b.id());

  protected ResourceStoreContract(Backing backing) {
    super(backing);
  }

  @Test
  void lengthIsThatOfTheRecord() {
    Resource large = withText(a, "x".repeat(5_000));
    ours.commit(store(Write.create(large)));
    Read.OfLength length = new Read.OfLength(a.id());
    Read.OfLength ofNothing = new Read.OfLength(b.id());
    Snapshot seen = read(length, ofNothing);
    assertThat(seen.length(a.id())).isBetween(5_000L, 6_000L);
    assertThat(seen.length(b.id())).isZero();
    ours.commit(store(Write.replace(large, a)));
    assertThat(read(length).length(a.id())).isBetween(1L, 1_000L);
  }

  @Test
  void findsACommittedResource() {
    assertThat(ours.find(a.id())).isEmpty();
    ours.commit(store(Write.create(a)));
    assertThat(ours.find(a.id())).contains(a);
    assertThat(rival.find(a.id())).contains(a);
    Resource next = withText(a, "changed");
    ours.commit(store(Write.replace(a, next)));
    assertThat(rival.find(a.id())).contains(next);
    ours.commit(store(new Write.Remove(Entry.of(next))));
    assertThat(rival.find(a.id())).isEmpty();
    assertThat(everything()).isEmpty();
  }

  @Test
  void lookupsOfOneTickFindEachItsOwnResource() {
    List<Resource> apis =
        IntStream.range(0, 8)
            .mapToObj(i -> new Resource(Samples.APIS.member("api" + i), 1, Map.of()))
            .toList();
    apis.forEach(api -> ours.commit(store(Write.create(api))));
    ours.commit(store(Write.create(a), Write.create(b)));
    List<Resource> wanted = new ArrayList<>(List.of(b, a, b));
    wanted.addAll(apis);

    List<Optional<Resource>> found =
        ours.loop()
            .call(
                () ->
                    Future.join(
                            Stream.concat(
                                    wanted.stream().map(Resource::id),
                                    Stream.of(responses().member("absent")))
                                .map(ours.store()::find)
                                .toList())
                        .map(all -> all.<Optional<Resource>>list()));

    assertThat(found.subList(0, wanted.size()))
        .containsExactlyElementsOf(wanted.stream().map(Optional::of).toList());
    assertThat(found.get(wanted.size())).isEmpty();
  }

  @Test
  void listsInAscendingOrderOfIdentifiersWhateverTheirKeys() {
    ours.commit(store(Write.create(response("z", "/1/")), Write.create(response("y", "/9/"))));
    ours.commit(store(Write.create(response("yy", "!")), Write.create(response("0", "/10/"))));
    assertThat(idsOn(ours.list(responses(), ALL))).containsExactly("0", "y", "yy", "z");
    Page first = ours.list(responses(), new PageRequest("", 2));
    assertThat(idsOn(first)).containsExactly("0", "y");
    assertThat(first.lastId()).contains("y");
    Page last = ours.list(responses(), new PageRequest("y", 2));
    assertThat(idsOn(last)).containsExactly("yy", "z");
    assertThat(last.lastId()).isEmpty();
  }

  @Test
  void aPageGoesOnAfterAResourceThatIsGone() {
    ours.commit(
        store(
            Write.create(a),
            Write.create(b),
            Write.create(response("c", "/c/")),
            Write.create(response("d", "/d/"))));
    assertThat(ours.list(responses(), new PageRequest("", 2)).lastId()).contains("b");
    ours.commit(store(new Write.Remove(Entry.of(b))));
    assertThat(idsOn(ours.list(responses(), new PageRequest("b", 1)))).containsExactly("c");
  }

  @Test
  void aPageEndsEarlyWhereItsResourcesAreLarge() {
    String text = "x".repeat(1_000_000);
    for (String id : List.of("a", "b", "c", "d", "e", "f")) {
      ours.commit(store(Write.create(withText(response(id, "/" + id + "/"), text))));
    }
    ours.commit(store(Write.create(withText(response("g", "/g/"), text.repeat(5)))));
    Page first = ours.list(responses(), ALL);
    assertThat(idsOn(first)).containsExactly("a", "b", "c", "d");
    Page second = ours.list(responses(), new PageRequest(first.lastId().orElseThrow(), 500));
    assertThat(idsOn(second)).containsExactly("e", "f");
    Page third = ours.list(responses(), new PageRequest(second.lastId().orElseThrow(), 500));
    assertThat(idsOn(third)).as("one is on a page whatever its size").containsExactly("g");
    assertThat(third.lastId()).isEmpty();
  }

  @Test
  void aFullLastPageHasNoNext() {
    ours.commit(store(Write.create(a), Write.create(b)));
    assertThat(ours.list(responses(), new PageRequest("", 2)).lastId()).isEmpty();
  }

  @Test
  void aCollectionWithoutParentIsEmpty() {
    Page page = ours.list(responses(), ALL);
    assertThat(page).isEqualTo(new Page(List.of(), Optional.empty()));
  }

  @Test
  void collectionsAreApart() {
    ours.commit(store(Write.create(a)));
    ResourceCollection other =
        new ResourceCollection(
            Samples.ACCOUNT,
            ApiGatewayTypes.INTEGRATION_RESPONSE,
            List.of("apiapiapi1", "integr2"));
    assertThat(ours.list(other, ALL).resources()).isEmpty();
    assertThat(ours.find(other.member("a"))).isEmpty();
    ResourceCollection foreign =
        new ResourceCollection(
            "111111111111", ApiGatewayTypes.INTEGRATION_RESPONSE, responses().parentPath());
    assertThat(ours.list(foreign, ALL).resources()).isEmpty();
    assertThat(ours.find(foreign.member("a"))).isEmpty();
  }

  @Test
  void aChangeKeepsThePlaceInTheOrder() {
    ours.commit(store(Write.create(a), Write.create(b)));
    ours.commit(change(a.id(), resource -> withKey(resource, "/z/")));
    assertThat(idsOn(ours.list(responses(), ALL))).containsExactly("a", "b");
  }

  @Test
  void everyReadIsAnswered() {
    ours.commit(store(Write.create(a), Write.create(b)));
    Snapshot found =
        read(
            readA, holdersOf("/a/"), new Read.OfSize(responses()), new Read.OfEntries(responses()));
    assertThat(found.resource(a.id())).contains(a);
    assertThat(found.size(responses())).isEqualTo(2);
    assertThat(found.entries(responses())).containsExactly(Entry.of(a), Entry.of(b));
    assertThat(holders("/a/")).containsExactly("a");
  }

  @Test
  void everyReadOfNothingIsAnswered() {
    Snapshot found =
        read(
            readA, holdersOf("/a/"), new Read.OfSize(responses()), new Read.OfEntries(responses()));
    assertThat(found.resource(a.id())).isEmpty();
    assertThat(found.size(responses())).isZero();
    assertThat(found.entries(responses())).isEmpty();
    assertThat(holders("/a/")).isEmpty();
  }

  @Test
  void holdersFollowEveryChange() {
    ours.commit(store(Write.create(a)));
    ours.commit(change(a.id(), resource -> withText(resource, "the key stays")));
    assertThat(holders("/a/")).containsExactly("a");
    ours.commit(change(a.id(), resource -> withKey(resource, "/new/")));
    assertThat(holders("/a/")).isEmpty();
    assertThat(holders("/new/")).containsExactly("a");
    Resource last = ours.find(a.id()).orElseThrow();
    ours.commit(store(new Write.Remove(Entry.of(last))));
    assertThat(holders("/new/")).isEmpty();
    assertThat(everything()).isEmpty();
  }

  @Test
  void severalHoldersOfAnIndexedMemberFollowEveryChange() {
    ResourceCollection routes =
        new ResourceCollection(Samples.ACCOUNT, ApiGatewayTypes.ROUTE, List.of("apiapiapi1"));
    Read.OfHolders targeting = new Read.OfHolders(routes, "target", "integrations/i");
    List<Resource> three =
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                i ->
                    new Resource(
                        routes.member("r" + i),
                        1,
                        Map.of("routeKey", "k" + i, "target", "integrations/i")))
            .toList();
    ours.commit(store(three.stream().map(Write::create).toArray(Write[]::new)));
    assertThat(holders(targeting)).containsExactlyInAnyOrder("r1", "r2", "r3");
    Resource untargeted = three.get(0).next(Map.of("routeKey", "k1"));
    ours.commit(store(Write.replace(three.get(0), untargeted)));
    assertThat(holders(targeting)).containsExactlyInAnyOrder("r2", "r3");
    ours.commit(store(new Write.Remove(Entry.of(three.get(1)))));
    assertThat(holders(targeting)).containsExactly("r3");
    ours.commit(
        store(new Write.Remove(Entry.of(untargeted)), new Write.Remove(Entry.of(three.get(2)))));
    assertThat(everything()).isEmpty();
  }

  @Test
  void aValueCanChangeHandsInOneCommit() {
    ours.commit(store(Write.create(a)));
    Resource heir = response("heir", "/a/");
    ours.commit(store(new Write.Remove(Entry.of(a)), Write.create(heir)));
    assertThat(holders("/a/")).containsExactly("heir");
    assertThat(idsOn(ours.list(responses(), ALL))).containsExactly("heir");
    ours.commit(store(Write.create(b)));
    ours.commit(
        store(Write.replace(heir, withKey(heir, "/b/")), Write.replace(b, withKey(b, "/a/"))));
    assertThat(holders("/a/")).containsExactly("b");
    assertThat(holders("/b/")).containsExactly("heir");
  }

  @Test
  void aRejectionStoresNothing() {
    ours.commit(store(Write.create(a)));
    Map<String, ?> before = everything();
    ServiceException reason = ServiceException.badRequest("no");
    Transition<String> refused =
        new Transition<>(readA, Set.of(readA), snapshot -> new Decision.Reject<>(reason));
    assertThatThrownBy(() -> ours.commit(refused)).isSameAs(reason);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void transitionWithoutAdmissionStoresNothingAndDelaysNoOther() {
    ours.commit(store(Write.create(a)));
    Map<String, ?> before = everything();
    ServiceException refusal = ServiceException.tooManyRequests(5);
    assertThatThrownBy(
            () -> ours.commit(admittedBy(Future.failedFuture(refusal), append(a.id(), "x"))))
        .isSameAs(refusal);
    assertThat(everything()).isEqualTo(before);
    assertThat(textOf(ours.commit(append(a.id(), "y")))).isEqualTo("y");
  }

  @Test
  void nothingIsStoredBeforeItIsAdmitted() {
    ours.commit(store(Write.create(a)));
    Map<String, ?> before = everything();
    Promise<Void> admission = Promise.promise();
    CompletableFuture<List<Resource>> waiting =
        ours.commitEach(1, i -> admittedBy(admission.future(), append(a.id(), "x")));
    assertThat(ours.find(a.id())).contains(a);
    assertThat(everything()).isEqualTo(before);
    assertThat(waiting).isNotDone();
    admission.complete();
    EventLoop.await(waiting);
    assertThat(rival.find(a.id()).map(Samples::textOf)).contains("x");
  }

  @Test
  void aCommitWithoutWritesStoresNothing() {
    ours.commit(store(Write.create(a)));
    Map<String, ?> before = everything();
    Snapshot found = read(readA, new Read.OfSize(responses()));
    assertThat(found.resource(a.id())).contains(a);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aDecisionThatThrowsStoresNothingAndEndsTheTransition() {
    Transition<String> broken =
        new Transition<>(
            readA,
            Set.of(readA),
            snapshot -> {
              throw new IllegalArgumentException("broken");
            });
    assertThatThrownBy(() -> ours.commit(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("broken");
    assertThat(everything()).isEmpty();
    ours.commit(store(Write.create(a)));
    assertThat(ours.commit(append(a.id(), "works")).id()).isEqualTo(a.id());
  }

  @Test
  void snapshotThrowsForAReadThatWasNotMade() {
    Snapshot found = read(readA);
    assertThatThrownBy(() -> found.resource(b.id()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not read");
  }

  @Test
  void aDecisionCanNeedMore() {
    ours.commit(store(Write.create(a), Write.create(b)));
    Read tail = new Read.OfSize(responses());
    Transition<Long> curious =
        new Transition<>(
            readA,
            Set.of(readA),
            snapshot -> {
              if (!snapshot.has(readB)) {
                return new Decision.NeedMore<>(Set.of(readB));
              }
              if (!snapshot.has(tail)) {
                return new Decision.NeedMore<>(Set.of(tail));
              }
              assertThat(snapshot.resource(a.id())).contains(a);
              assertThat(snapshot.resource(b.id())).contains(b);
              return new Decision.Commit<>(List.of(), snapshot.size(responses()));
            });
    assertThat(ours.commit(curious)).isEqualTo(2L);
  }

  @Test
  void furtherReadsOfADecisionAreWatchedToo() {
    ours.commit(store(Write.create(a), Write.create(b)));
    for (Resource changed : List.of(a, b)) {
      Replica observed =
          ours.observed(
              decision -> {
                if (decision == 2) { // Both are read now.
                  rival.commit(append(changed.id(), "rival"));
                }
              });
      Resource result = observed.commit(appendTextOfB());
      Resource storedB = ours.find(b.id()).orElseThrow();
      assertThat(textOf(result)).endsWith("<" + textOf(storedB) + ">");
      assertThat(observed.decisions()).isGreaterThanOrEqualTo(3);
    }
    assertThat(textOf(ours.find(a.id()).orElseThrow())).isEqualTo("rival<><rival>");
  }

  private Transition<Resource> appendTextOfB() {
    return new Transition<>(
        readA,
        Set.of(readA),
        snapshot -> {
          if (!snapshot.has(readB)) {
            return new Decision.NeedMore<>(Set.of(readB));
          }
          Resource current = snapshot.resource(a.id()).orElseThrow();
          String text = textOf(snapshot.resource(b.id()).orElseThrow());
          Resource next = withText(current, textOf(current) + "<" + text + ">");
          return new Decision.Commit<>(List.of(Write.replace(current, next)), next);
        });
  }

  @Test
  void decisionThatNeedsAnEarlierReadAgainFails() {
    Transition<String> forgetful =
        new Transition<>(readA, Set.of(readA), snapshot -> new Decision.NeedMore<>(Set.of(readA)));
    assertThatThrownBy(() -> ours.commit(forgetful)).isInstanceOf(IllegalStateException.class);
    Transition<String> idle =
        new Transition<>(readA, Set.of(readA), snapshot -> new Decision.NeedMore<>(Set.of()));
    assertThatThrownBy(() -> ours.commit(idle)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void lostRaceIsDecidedAgainOnCurrentValues() {
    ours.commit(store(Write.create(a)));
    Replica observed =
        rivalled(decision -> decision <= 2, decision -> append(a.id(), "rival" + decision + ","));
    Resource result = observed.commit(append(a.id(), "ours"));
    assertThat(textOf(result)).isEqualTo("rival1,rival2,ours");
    assertThat(result.revision()).isEqualTo(a.revision() + 3);
    assertThat(ours.find(a.id())).contains(result);
    assertThat(observed.decisions()).isEqualTo(3);
  }

  @Test
  void everyKindOfReadLosesTheRace() {
    List<Read> reads =
        List.of(
            readB, holdersOf("/b/"), new Read.OfSize(responses()), new Read.OfEntries(responses()));
    for (Read read : reads) {
      clear();
      ours.commit(store(Write.create(a)));
      Replica observed = rivalled(decision -> decision == 1, decision -> store(Write.create(b)));
      Transition<Resource> guarded = append(a.id(), "x");
      observed.commit(new Transition<>(guarded.subject(), Set.of(readA, read), guarded.decision()));
      assertThat(observed.decisions()).as("decisions with %s", read).isEqualTo(2);
    }
  }

  @Test
  void aDeletionWinsAgainstAChangeThatHasReadTheResource() {
    ours.commit(store(Write.create(a)));
    Replica observed =
        rivalled(decision -> decision == 1, decision -> store(new Write.Remove(Entry.of(a))));
    ServiceException refusal = refusal(() -> observed.commit(append(a.id(), "ghost")));
    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(everything()).isEmpty();
  }

  @Test
  void tooManyLostRacesAreAConflict() {
    ours.commit(store(Write.create(a)));
    Replica observed = rivalled(decision -> true, decision -> append(a.id(), "r"));
    ServiceException refusal = refusal(() -> observed.commit(append(a.id(), "ours")));
    assertConcurrentModification(refusal);
    assertThat(observed.decisions()).isEqualTo(ATTEMPTS_MAX);
    assertThat(textOf(ours.find(a.id()).orElseThrow())).isEqualTo("r".repeat(ATTEMPTS_MAX));
  }

  @Test
  void aLostRaceStoresNoneOfItsWrites() {
    ours.commit(store(Write.create(a)));
    Replica observed = rivalled(decision -> decision == 1, decision -> append(a.id(), "rival"));
    Transition<Boolean> onlyIfUntouched =
        new Transition<>(
            readA,
            Set.of(readA),
            snapshot -> {
              Resource current = snapshot.resource(a.id()).orElseThrow();
              return textOf(current).isEmpty()
                  ? new Decision.Commit<>(
                      List.of(Write.replace(current, withText(current, "x")), Write.create(b)),
                      true)
                  : new Decision.Reject<>(ServiceException.badRequest("touched"));
            });
    assertThat(refusal(() -> observed.commit(onlyIfUntouched))).hasMessage("touched");
    assertThat(ours.find(b.id())).isEmpty();
    assertThat(holders("/b/")).isEmpty();
    assertThat(textOf(ours.find(a.id()).orElseThrow())).isEqualTo("rival");
  }

  @Test
  void writesOfOneCommitBecomeVisibleTogether() {
    Resource log = response("log", "/log/");
    ours.commit(store(Write.create(a), Write.create(b), Write.create(log)));
    Read readLog = new Read.OfResource(log.id());
    Transition<Boolean> both =
        new Transition<>(
            readA,
            Set.of(readA, readB),
            snapshot -> {
              Resource nextA = withText(snapshot.resource(a.id()).orElseThrow(), "");
              Resource nextB = withText(snapshot.resource(b.id()).orElseThrow(), "");
              return new Decision.Commit<>(
                  List.of(
                      Write.replace(snapshot.resource(a.id()).orElseThrow(), nextA),
                      Write.replace(snapshot.resource(b.id()).orElseThrow(), nextB)),
                  true);
            });
    Transition<List<Long>> witness =
        new Transition<>(
            readLog,
            Set.of(readA, readB, readLog),
            snapshot -> {
              long seenA = snapshot.resource(a.id()).orElseThrow().revision();
              long seenB = snapshot.resource(b.id()).orElseThrow().revision();
              Resource current = snapshot.resource(log.id()).orElseThrow();
              return new Decision.Commit<>(
                  List.of(Write.replace(current, withText(current, seenA + "/" + seenB))),
                  List.of(seenA, seenB));
            });
    CompletableFuture<List<Optional<Boolean>>> writing = ours.tryEach(60, i -> both);
    List<Optional<List<Long>>> seen = EventLoop.await(rival.tryEach(60, i -> witness));
    EventLoop.await(writing);
    assertThat(seen).anySatisfy(pair -> assertThat(pair).isPresent());
    assertThat(seen)
        .allSatisfy(pair -> pair.ifPresent(two -> assertThat(two.get(0)).isEqualTo(two.get(1))));
  }

  @Test
  void oneSubjectIsDecidedInTheOrderOfArrival() {
    ours.commit(store(Write.create(a)));
    Replica observed =
        rivalled(decision -> decision == 1 || decision == 20, decision -> append(a.id(), "rival,"));
    EventLoop.await(observed.commitEach(40, i -> append(a.id(), i + ",")));
    String withoutRival = textOf(ours.find(a.id()).orElseThrow()).replace("rival,", "");
    assertThat(withoutRival)
        .isEqualTo(IntStream.range(0, 40).mapToObj(i -> i + ",").collect(Collectors.joining()));
    // Once each, and once more for each that a rival's change has made begin again; a store may let
    // all that came together share one fate.
    assertThat(observed.decisions()).isBetween(42, 80);
  }

  @Test
  void changesOfDifferentResourcesNeverMakeEachOtherRepeat() {
    List<Resource> siblings =
        IntStream.rangeClosed(1, 10).mapToObj(i -> response("s" + i, "/" + i + "/")).toList();
    ours.commit(store(siblings.stream().map(Write::create).toArray(Write[]::new)));
    Replica one = ours.observed(decision -> {});
    Replica two = rival.observed(decision -> {});
    CompletableFuture<List<Resource>> even =
        one.commitEach(100, i -> append(siblings.get(i % 5 * 2).id(), "x"));
    EventLoop.await(two.commitEach(100, i -> append(siblings.get(i % 5 * 2 + 1).id(), "x")));
    EventLoop.await(even);
    assertThat(one.decisions()).isEqualTo(100);
    assertThat(two.decisions()).isEqualTo(100);
    assertThat(ours.list(responses(), ALL).resources())
        .extracting(Samples::textOf)
        .containsOnly("x".repeat(20));
  }

  @Test
  void noIncrementIsLost() {
    ours.commit(store(Write.create(a)));
    CompletableFuture<List<Optional<Resource>>> ourIncrements =
        ours.tryEach(100, i -> append(a.id(), "x"));
    CompletableFuture<List<Optional<Resource>>> theirIncrements =
        rival.tryEach(100, i -> append(a.id(), "x"));
    List<Resource> done = new ArrayList<>();
    EventLoop.await(ourIncrements).forEach(result -> result.ifPresent(done::add));
    EventLoop.await(theirIncrements).forEach(result -> result.ifPresent(done::add));
    Resource last = ours.find(a.id()).orElseThrow();
    assertThat(last.revision()).isEqualTo(a.revision() + done.size());
    assertThat(textOf(last)).hasSize(done.size());
    assertThat(done).extracting(Resource::revision).doesNotHaveDuplicates();
    assertThat(done).as("the others were told of a conflict").hasSizeGreaterThan(100);
  }

  @Test
  void theResultIsThatOfTheStoredDecisionAndIsStoredWhenReleased() {
    ours.commit(store(Write.create(a)));
    List<Boolean> stored =
        ours.loop()
            .call(
                () ->
                    Future.join(
                            IntStream.range(0, 20)
                                .mapToObj(
                                    i ->
                                        ours.store()
                                            .commit(append(a.id(), "x"))
                                            .map(this::rivalSeesAtLeast))
                                .toList())
                        .map(all -> all.<Boolean>list()));
    assertThat(stored).hasSize(20).containsOnly(true);
  }

  private boolean rivalSeesAtLeast(Resource result) {
    return rival.find(a.id()).orElseThrow().revision() >= result.revision();
  }

  // -- shared by the tests above

  /** Our store with the rival's transition between certain decisions and their commits. */
  private Replica rivalled(IntPredicate when, IntFunction<Transition<?>> transitions) {
    return ours.observed(
        decision -> {
          if (when.test(decision)) {
            rival.commit(transitions.apply(decision));
          }
        });
  }

  private Set<String> holders(String key) {
    return holders(holdersOf(key));
  }

  private Set<String> holders(Read.OfHolders read) {
    return read(read).holders(read.collection(), read.member(), read.value());
  }

  private Snapshot read(Read... reads) {
    return ours.commit(look(reads));
  }

  private static List<String> idsOn(Page page) {
    return page.resources().stream().map(resource -> resource.id().value()).toList();
  }
}
