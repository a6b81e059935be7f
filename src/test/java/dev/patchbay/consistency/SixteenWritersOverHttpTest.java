package dev.patchbay.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sixteen clients of two instances change one integration response, all the same member. */
@Timeout(120)
@ExtendWith(RedisServerExtension.class)
final class SixteenWritersOverHttpTest {

  private static final int WRITERS = 16;
  private static final int UPDATES = 1_000;

  private final Set<Long> revisions = new ConcurrentSkipListSet<>();
  private final AtomicInteger conflicts = new AtomicInteger();

  @Test
  void eachOfAThousandUpdatesHasItsOwnRevisionAndHardlyAnyIsRefused(RedisServer redis) {
    redis.flushAll();
    try (Instances instances = Instances.start(Instances.PATIENT, redis.uri(), redis.uri())) {
      String path = Instances.createResponses(1, instances.http(0)).get(0);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        Client client = instances.client(writer % 2);
        writers.add(CompletableFuture.runAsync(() -> updateFrom(first, path, client), threads));
      }
      writers.forEach(CompletableFuture::join);
      threads.shutdown();

      Value last = HttpClient.value(instances.http(1).get(path));
      System.out.println(UPDATES + " updates by " + WRITERS + " writers, 409: " + conflicts);
      assertThat(last.revision()).isEqualTo(UPDATES + 1);
      assertThat(revisions)
          .isEqualTo(
              LongStream.rangeClosed(2, UPDATES + 1)
                  .boxed()
                  .collect(Collectors.toCollection(TreeSet::new)));
      assertThat(conflicts.get()).as("409").isLessThan(UPDATES / 100);
    }
  }

  /** Makes every sixteenth update, each until it is acknowledged. */
  private void updateFrom(int first, String path, Client client) {
    for (int number = first; number < UPDATES; number += WRITERS) {
      Answer answer = client.call(path, Call.put("n" + number));
      while (answer.outcome() == Answer.Outcome.NO_EFFECT) {
        conflicts.incrementAndGet();
        answer = client.call(path, Call.put("n" + number));
      }
      Value value = answer.value();
      if (value == null) {
        throw new AssertionError("update " + number + ": " + answer);
      }
      revisions.add(value.revision());
    }
  }
}
