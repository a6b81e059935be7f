package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.Resource;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.layout.WriteId;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One transaction, without what makes them. */
@ExtendWith(RedisServerExtension.class)
final class RedisTransactionTest {

  private final RedisServer redis;
  private final Replica ours;
  private final Resource a = response("a", "/a/");

  RedisTransactionTest(RedisServer redis) {
    this.redis = redis;
    this.ours = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(store(Write.create(a)));
  }

  @AfterEach
  void close() {
    ours.close();
  }

  @Test
  void whatIsThrownAfterExecWasSentDoesNotChangeItsOutcome() {
    RedisConnections connections =
        ours.loop()
            .make(vertx -> new RedisConnections(vertx, redis.uri(), 1, RedisReplicas.PATIENT));
    Deadline deadline = Deadline.in(10_000, System::nanoTime);
    Participant<Resource> participant =
        new Participant<>(
            append(a.id(), "x"), new WriteId("stamp", new Call.Author("", ""), 100), deadline);
    Optional<Resource> result =
        ours.loop()
            .call(
                () ->
                    connections.onLease(
                        deadline,
                        lease -> {
                          var stored =
                              RedisTransaction.ofGroup(
                                      lease,
                                      List.of(participant),
                                      0,
                                      key -> true,
                                      () -> {
                                        throw new IllegalStateException("for the test");
                                      })
                                  .attempt();
                          return stored.transform(ended -> participant.outcome(stored));
                        }));
    assertThat(result.map(stored -> textOf(stored))).contains("x");
    assertThat(textOf(ours.find(a.id()).orElseThrow())).isEqualTo("x");
    // Its connection went back in order.
    assertThat(ours.loop().call(connections::lease).takesMore()).isTrue();
  }
}
