package dev.patchbay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.SnapshotBuilder;
import dev.patchbay.model.Limit;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SnapshotCacheTest {

  private static final ApiSnapshot FIRST = SnapshotBuilder.selecting("a").build();
  private static final ApiSnapshot SECOND = SnapshotBuilder.selecting("b").build();

  private final ManualClock clock = new ManualClock();
  private final List<Promise<Optional<ApiSnapshot>>> reads = new ArrayList<>();
  private Optional<ApiSnapshot> latest = Optional.empty();
  private final SnapshotCache cache =
      new SnapshotCache(
          (apiId, stage, known) -> {
            latest = known;
            Promise<Optional<ApiSnapshot>> read = Promise.promise();
            reads.add(read);
            return read.future();
          },
          clock);

  private void keep(ApiSnapshot snapshot) {
    Future<Optional<ApiSnapshot>> found = cache.find("api", "prod");
    reads.get(reads.size() - 1).complete(Optional.of(snapshot));
    assertThat(found.result()).contains(snapshot);
  }

  @Test
  void aFreshSnapshotIsNotReadAgainAndAnOldOneIs() {
    keep(FIRST);
    clock.advanceMillis(499);
    assertThat(cache.find("api", "prod").result()).contains(FIRST);
    assertThat(reads).hasSize(1);
    assertThat(latest).isEmpty();
    clock.advanceMillis(1);
    keep(SECOND);
    assertThat(reads).hasSize(2);
    assertThat(latest).contains(FIRST);
  }

  @Test
  void eventsOfOneMomentShareARead() {
    Future<Optional<ApiSnapshot>> one = cache.find("api", "prod");
    Future<Optional<ApiSnapshot>> other = cache.find("api", "prod");
    assertThat(reads).hasSize(1);
    reads.get(0).complete(Optional.of(FIRST));
    assertThat(one.result()).contains(FIRST);
    assertThat(other.result()).contains(FIRST);
  }

  @Test
  void theOldSnapshotServesWhileItCannotBeReadAgain() {
    keep(FIRST);
    clock.advanceMillis(60_000);
    Future<Optional<ApiSnapshot>> found = cache.find("api", "prod");
    reads.get(1).fail("the store is away");
    assertThat(found.result()).contains(FIRST);
  }

  @Test
  void withoutAnOldSnapshotAFailureIsOne() {
    Future<Optional<ApiSnapshot>> found = cache.find("api", "prod");
    reads.get(0).fail("the store is away");
    assertThat(found.cause()).hasMessage("the store is away");
  }

  @Test
  void aStageThatIsGoneIsForgotten() {
    keep(FIRST);
    clock.advanceMillis(500);
    Future<Optional<ApiSnapshot>> found = cache.find("api", "prod");
    reads.get(1).complete(Optional.empty());
    assertThat(found.result()).isEmpty();
    Future<Optional<ApiSnapshot>> later = cache.find("api", "prod");
    reads.get(2).fail("the store is away");
    assertThat(later.failed()).isTrue();
  }

  @Test
  void theOneThatWasUsedTheLongestAgoGivesWay() {
    for (int i = 0; i <= ReadCache.VALUES_MAX; i++) {
      keep("api" + i, FIRST);
    }
    assertThat(isKept("api1")).isTrue();
    assertThat(isKept("api0")).isFalse();
  }

  @Test
  void soManyGiveWayThatTheBytesOfAllAreBounded() {
    long most = Limit.GATEWAY_SNAPSHOTS.value();
    keep("half", stored(most / 2));
    keep("third", stored(most / 3));
    assertThat(isKept("half")).isTrue();
    keep("other", stored(most / 2));
    assertThat(isKept("half")).isTrue();
    assertThat(isKept("other")).isTrue();
    assertThat(isKept("third")).isFalse();
    keep("half", stored(most / 3 * 2));
    assertThat(isKept("half")).isTrue();
    assertThat(isKept("other")).isFalse();
    keep("huge", stored(most + 1));
    assertThat(isKept("huge")).isTrue();
    assertThat(isKept("half")).isFalse();
    keep("small", stored(most));
    assertThat(isKept("huge")).isFalse();
    assertThat(isKept("small")).isTrue();
  }

  private static ApiSnapshot stored(long bytes) {
    return SnapshotBuilder.selecting("a").stored(bytes).build();
  }

  /** Reads an API again, a moment later. */
  private void keep(String api, ApiSnapshot snapshot) {
    clock.advanceMillis(api.startsWith("api") ? 0 : 500);
    cache.find(api, "prod");
    reads.get(reads.size() - 1).complete(Optional.of(snapshot));
  }

  /** Whether a snapshot is there where it cannot be read. */
  private boolean isKept(String api) {
    int before = reads.size();
    Future<Optional<ApiSnapshot>> found = cache.find(api, "prod");
    reads.subList(before, reads.size()).forEach(read -> read.fail("the store is away"));
    return found.succeeded();
  }
}
