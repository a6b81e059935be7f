package dev.patchbay.store.redis.read;

import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisServer;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads in the same tick do not affect each other. */
final class SharedReadsTest {

  private final Resource a = response("a", "/a/");
  private final Resource b = response("b", "/b/");
  private final Resource absent = response("c", "/c/");

  private static RedisServer redis;

  private final Replica ours;

  /** A server of its own, because it counts all commands of the server. */
  @BeforeAll
  static void startRedis() throws Exception {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  SharedReadsTest() {
    this.ours = RedisReplicas.replica(redis.uri(), 8, RedisReplicas.PATIENT);
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(store(Write.create(a), Write.create(b)));
    redis.command("CONFIG", "RESETSTAT");
  }

  @AfterEach
  void close() {
    ours.close();
  }

  @Test
  void aLoneOneIsAskedForByItself() {
    assertThat(ours.find(a.id())).contains(a);
    assertThat(redis.calls("get")).as("of it, and of what may be removed").isEqualTo(2);
    assertThat(redis.calls("mget")).isZero();
  }

  @Test
  void lookupsOfOneTickAreReadTogether() {
    assertThat(findAll(List.of(a, b))).containsExactly(a, b);
    assertThat(redis.calls("get")).isZero();
    assertThat(redis.calls("mget")).isEqualTo(1);
  }

  @Test
  void lookupsOfOneResourceShareOneRead() {
    assertThat(findAll(List.of(a, a, a))).containsExactly(a, a, a);
    assertThat(redis.calls("get")).isEqualTo(2);
    assertThat(redis.calls("mget")).isZero();
  }

  @Test
  void absentOrCorruptRecordConcernsItsOwnLookupsAlone() {
    Resource corrupt = response("d", "/d/");
    Resource foreign = response("e", "/e/");
    redis.command("SET", RedisKeys.record(corrupt.id()), "4 4\n{");
    redis.command("SADD", RedisKeys.record(foreign.id()), "member");

    List<Object> found = findAll(List.of(corrupt, a, foreign, absent, b, foreign));

    assertThat(found)
        .containsExactly(
            ErrorCode.INTERNAL_FAILURE,
            a,
            ErrorCode.INTERNAL_FAILURE,
            Optional.empty(),
            b,
            ErrorCode.INTERNAL_FAILURE);
  }

  @Test
  void oneReadIsOfSixtyFourAtMost() {
    List<Resource> many =
        IntStream.range(0, 130).mapToObj(i -> response("m" + i, "/" + i + "/")).toList();
    ours.commit(store(many.stream().map(Write::create).toArray(Write[]::new)));
    redis.command("CONFIG", "RESETSTAT");

    assertThat(findAll(many)).containsExactlyElementsOf(many);
    assertThat(redis.calls("mget")).isEqualTo(3);
    assertThat(redis.calls("get")).isZero();
  }

  @Test
  void whereReadingTogetherIsRefusedEachIsReadAlone() {
    redis.command("ACL", "SETUSER", "default", "-mget");
    try {
      assertThat(findAll(List.of(a, absent, b))).containsExactly(a, Optional.empty(), b);
    } finally {
      redis.command("ACL", "SETUSER", "default", "+mget");
    }
  }

  @Test
  void eachMomentReadsAnew() {
    assertThat(findAll(List.of(a, b))).containsExactly(a, b);
    redis.command("DEL", RedisKeys.record(a.id()));
    assertThat(findAll(List.of(a, b))).containsExactly(Optional.empty(), b);
  }

  @Test
  void whereRedisIsAwayAllOfThemAreToldSo() {
    try (Replica cut =
        RedisReplicas.replica(
            URI.create("redis://127.0.0.1:1"), 8, new RedisLimits(200, 200, 500, 8))) {
      assertThat(findAll(cut, List.of(a, b, absent)))
          .containsOnly(ErrorCode.SERVICE_UNAVAILABLE)
          .hasSize(3);
    }
  }

  private List<Object> findAll(List<Resource> wanted) {
    return findAll(ours, wanted);
  }

  /**
   * Returns the result of each read: the resource, an empty Optional or the code of its failure.
   */
  private static List<Object> findAll(Replica replica, List<Resource> wanted) {
    return replica
        .loop()
        .call(
            () ->
                Future.join(wanted.stream().map(each -> find(replica, each)).toList())
                    .map(all -> all.<Object>list()));
  }

  private static Future<Object> find(Replica replica, Resource wanted) {
    return replica
        .store()
        .find(wanted.id())
        .<Object>map(found -> found.isPresent() ? found.get() : found)
        .otherwise(failure -> ((ServiceException) failure).code());
  }
}
