package dev.patchbay.store;

import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static dev.patchbay.store.Samples.withText;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of every store about {@link Decision.View}. */
public abstract class ViewContract extends TwoReplicas {

  private final Resource a = response("a", "/a/");
  private final Resource b = response("b", "/b/");
  private final Read readA = new Read.OfResource(a.id());
  private final Read readB = new Read.OfResource(b.id());
  private final Read entries = new Read.OfEntries(responses());

  protected ViewContract(Backing backing) {
    super(backing);
  }

  @Test
  void showsEarlierReadsAndItsOwn() {
    ours.commit(store(Write.create(a), Write.create(b)));
    Snapshot seen = ours.commit(view(entries, readA, readB));
    assertThat(seen.entries(responses())).containsExactly(Entry.of(a), Entry.of(b));
    assertThat(seen.resource(a.id())).contains(a);
    assertThat(seen.resource(b.id())).contains(b);
  }

  @Test
  void withoutReadsConfirmsEarlierReads() {
    assertThat(ours.commit(view(readA)).resource(a.id())).isEmpty();
    ours.commit(store(Write.create(a)));
    assertThat(ours.commit(view(readA)).resource(a.id())).contains(a);
  }

  @Test
  void storesNothing() {
    ours.commit(store(Write.create(a)));
    var before = everything();
    ours.commit(view(entries, readA));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void beginsAgainWhenAnEarlierReadHasChanged() {
    ours.commit(store(Write.create(a)));
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                rival.commit(store(Write.create(b)));
              }
            });
    Snapshot seen = observed.commit(view(entries, readA));
    assertThat(seen.entries(responses())).containsExactly(Entry.of(a), Entry.of(b));
    assertThat(observed.decisions()).isEqualTo(2);
  }

  @Test
  void doesNotBeginAgainForAChangeOfItsOwnReads() {
    ours.commit(store(Write.create(a)));
    Resource next = withText(a, "changed");
    Replica observed = ours.observed(decision -> rival.commit(store(Write.replace(a, next))));
    assertThat(observed.commit(view(entries, readA)).resource(a.id())).contains(next);
    assertThat(observed.decisions()).isEqualTo(1);
  }

  @Test
  void givesUpAfterTooManyLostRaces() {
    Replica observed =
        ours.observed(decision -> rival.commit(store(Write.create(response("r" + decision, "k")))));
    assertConcurrentModification(refusal(() -> observed.commit(view(entries))));
    assertThat(observed.decisions()).isEqualTo(ATTEMPTS_MAX);
  }

  @Test
  void failsAsItsResultFails() {
    Transition<Snapshot> refusing =
        new Transition<>(
            readA,
            Set.of(readA),
            snapshot ->
                new Decision.View<>(
                    Set.of(),
                    seen -> {
                      throw new ServiceException(ErrorCode.INTERNAL_FAILURE, "lost");
                    }));
    assertThat(refusal(() -> ours.commit(refusing))).hasMessage("lost");
    assertThat(ours.find(a.id())).isEmpty();
  }

  @Test
  void isOfOneMomentUnderWriters() {
    List<Resource> all =
        IntStream.rangeClosed(1, 40).mapToObj(i -> response("r" + i, "/" + i + "/")).toList();
    ours.commit(store(all.stream().map(Write::create).toArray(Write[]::new)));
    Read[] reads = all.stream().map(each -> new Read.OfResource(each.id())).toArray(Read[]::new);
    CompletableFuture<List<Boolean>> writers =
        rival.commitEach(100, i -> store(writeEach(all, "text " + i)));
    Set<String> texts = new HashSet<>();
    while (!writers.isDone()) {
      Snapshot seen = ours.commit(view(entries, reads));
      Set<String> now = new HashSet<>();
      all.forEach(each -> now.add(textOf(seen.resource(each.id()).orElseThrow())));
      assertThat(now).hasSize(1);
      texts.addAll(now);
    }
    EventLoop.await(writers);
    assertThat(texts).isNotEmpty();
  }

  private static Write[] writeEach(List<Resource> all, String text) {
    List<Write> writes = new ArrayList<>();
    all.forEach(each -> writes.add(Write.replace(each, withText(each, text))));
    return writes.toArray(Write[]::new);
  }

  /** Reads one, then shows all. */
  private static Transition<Snapshot> view(Read first, Read... shown) {
    return new Transition<>(
        first, Set.of(first), snapshot -> new Decision.View<>(Set.of(shown), seen -> seen));
  }
}
