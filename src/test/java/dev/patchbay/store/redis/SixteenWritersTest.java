package dev.patchbay.store.redis;

import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sixteen clients of two replicas change one integration response, each in members of its own.
 * {@code -Dfaults.updates=1000} makes it long.
 */
@ExtendWith(RedisServerExtension.class)
final class SixteenWritersTest {

  private static final int WRITERS = 16;
  private static final int UPDATES = WRITERS * Integer.getInteger("faults.updates", 200);

  /** Five seconds on a quiet machine, twenty on a busy one. */
  private static final int SECONDS_MAX = 120;

  /** Keys in all, ten for each writer: a larger map would measure its own copying. */
  private static final int KEYS = WRITERS * 10;

  private final Resource shared = Samples.response("shared", "/200/");

  @Test
  void noUpdateIsLost(RedisServer redis) {
    redis.flushAll();
    try (Replica one = RedisReplicas.replica(redis.uri(), 8, RedisReplicas.PATIENT);
        Replica two = RedisReplicas.replica(redis.uri(), 8, RedisReplicas.PATIENT)) {
      one.commit(store(Write.create(shared)));
      List<CompletableFuture<Integer>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Replica replica = writer % 2 == 0 ? one : two;
        ResourceService service = replica.service();
        int first = writer;
        writers.add(replica.loop().submit(() -> updateFrom(service, first, 0)));
      }
      int conflicts =
          writers.stream()
              .mapToInt(writer -> writer.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join())
              .sum();
      Resource last = two.find(shared.id()).orElseThrow();
      assertThat(last.members().get("responseParameters")).isEqualTo(union(false));
      assertThat(last.members().get("responseTemplates")).isEqualTo(union(true));
      assertThat(last.revision()).isEqualTo(shared.revision() + UPDATES);
      assertThat(conflicts).as("updates that AWS's clients try again").isLessThan(UPDATES / 10);
    }
  }

  /** Makes every sixteenth update one after the other; answers how many conflicts that took. */
  private Future<Integer> updateFrom(ResourceService service, int number, int conflicts) {
    if (number >= UPDATES) {
      return Future.succeededFuture(conflicts);
    }
    return service
        .update(
            Call.ofTheService(),
            shared.id(),
            Map.of(member(number), Map.of(key(number), text(number))),
            Precondition.NONE)
        .map(0)
        .recover(
            failure ->
                isConflict(failure) ? Future.succeededFuture(1) : Future.failedFuture(failure))
        .compose(
            lost -> updateFrom(service, lost == 1 ? number : number + WRITERS, conflicts + lost));
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof ServiceException refusal && refusal.code() == ErrorCode.CONFLICT;
  }

  private static String member(int number) {
    return isTemplate(number) ? "responseTemplates" : "responseParameters";
  }

  /** So that each writer changes members of both kinds. */
  private static boolean isTemplate(int number) {
    return number % KEYS / WRITERS % 2 == 0;
  }

  private static String key(int number) {
    int key = number % KEYS;
    return isTemplate(number) ? "t" + key : "method.response.header.h" + key;
  }

  private static String text(int number) {
    return isTemplate(number) ? "" + number : "'" + number + "'";
  }

  /** The value of the last update of each key. */
  private static Map<String, Object> union(boolean templates) {
    return IntStream.range(UPDATES - KEYS, UPDATES)
        .filter(number -> isTemplate(number) == templates)
        .boxed()
        .collect(Collectors.toMap(SixteenWritersTest::key, SixteenWritersTest::text));
  }
}
