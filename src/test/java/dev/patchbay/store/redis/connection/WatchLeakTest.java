package dev.patchbay.store.redis.connection;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A connection is returned to the pool without a watched key, else its next borrower would lose
 * races of an earlier one. The pool has one connection, so the next borrower is sure to get that
 * one.
 */
@ExtendWith(RedisServerExtension.class)
final class WatchLeakTest {

  private final Resource watched = response("w", "/w/");
  private final Resource other = response("o", "/o/");
  private final Read readWatched = new Read.OfResource(watched.id());

  private final RedisServer redis;
  private final Replica ours;
  private final Replica rival;

  WatchLeakTest(RedisServer redis) {
    this.redis = redis;
    this.ours = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
    this.rival = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(store(Write.create(watched), Write.create(other)));
  }

  @AfterEach
  void close() {
    ours.close();
    rival.close();
  }

  @Test
  void afterARejection() {
    ServiceException reason = ServiceException.badRequest("no");
    assertThatThrownBy(() -> ours.commit(onWatched(snapshot -> new Decision.Reject<>(reason))))
        .isSameAs(reason);
    assertNothingIsWatched();
  }

  @Test
  void afterACommitWithoutWrites() {
    ours.commit(onWatched(snapshot -> new Decision.Commit<>(List.of(), "nothing")));
    assertNothingIsWatched();
  }

  @Test
  void afterADecisionThatThrows() {
    assertThatThrownBy(
            () ->
                ours.commit(
                    onWatched(
                        snapshot -> {
                          throw new IllegalArgumentException("broken");
                        })))
        .hasMessage("broken");
    assertNothingIsWatched();
  }

  @Test
  void afterADecisionThatNeededMore() {
    Read tail = new Read.OfSize(Samples.responses());
    ours.commit(
        onWatched(
            snapshot ->
                snapshot.has(tail)
                    ? new Decision.Commit<>(List.of(), "nothing")
                    : new Decision.NeedMore<>(Set.of(tail))));
    assertNothingIsWatched();
  }

  @Test
  void afterADecisionThatNeededTheSameReadAgain() {
    assertThatThrownBy(
            () -> ours.commit(onWatched(snapshot -> new Decision.NeedMore<>(Set.of(readWatched)))))
        .isInstanceOf(IllegalStateException.class);
    assertNothingIsWatched();
  }

  @Test
  void afterARecordThatDoesNotDecode() {
    redis.command("SET", RedisKeys.record(watched.id()), "not a record");
    assertThatThrownBy(() -> ours.commit(append(watched.id(), "x")))
        .isInstanceOf(ServiceException.class);
    assertNothingIsWatched();
  }

  @Test
  void afterAReadThatRedisRefuses() {
    redis.command("DEL", RedisKeys.record(watched.id()));
    redis.command("SADD", RedisKeys.record(watched.id()), "not a string");
    assertThatThrownBy(() -> ours.commit(append(watched.id(), "x")))
        .isInstanceOf(ServiceException.class);
    redis.command("DEL", RedisKeys.record(watched.id()));
    assertNothingIsWatched();
  }

  @Test
  void afterALostRace() {
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                rival.commit(append(watched.id(), "rival"));
              }
            });
    observed.commit(append(watched.id(), "ours"));
    assertThat(observed.decisions()).isEqualTo(2);
    assertNothingIsWatched();
  }

  @Test
  void afterTooManyLostRaces() {
    Replica observed = ours.observed(decision -> rival.commit(append(watched.id(), "rival")));
    assertThatThrownBy(() -> observed.commit(append(watched.id(), "ours")))
        .isInstanceOf(ServiceException.class);
    assertNothingIsWatched();
  }

  private Transition<String> onWatched(Function<Snapshot, Decision<String>> decision) {
    return new Transition<>(readWatched, Set.of(readWatched), decision);
  }

  /** Changes the key that was watched: a connection that still watches it loses its next EXEC. */
  private void assertNothingIsWatched() {
    redis.command("SET", RedisKeys.record(watched.id()), "1 1\n{}");
    Replica next = ours.observed(decision -> {});
    next.commit(append(other.id(), "next"));
    assertThat(next.decisions()).as("decisions of the next borrower").isEqualTo(1);
    assertThat(ours.find(other.id()))
        .hasValueSatisfying(o -> assertThat(o.revision()).isEqualTo(2));
    assertThat(String.valueOf(redis.command("CLIENT", "LIST")))
        .as("no connection is left between MULTI and EXEC")
        .doesNotContainPattern("multi=[0-9]");
  }
}
