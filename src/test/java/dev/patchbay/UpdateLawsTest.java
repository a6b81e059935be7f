package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import dev.patchbay.testkit.RedisServer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every patch of an integration response, over HTTP and in Redis. */
class UpdateLawsTest {

  private static final int ROUNDS = 30;

  @RegisterExtension
  static final PatchbayServerExtension MERGE =
      PatchbayServerExtension.with("PATCHBAY_TEMPLATE_PATCH", "merge");

  @RegisterExtension
  static final PatchbayServerExtension REPLACE =
      PatchbayServerExtension.with("PATCHBAY_TEMPLATE_PATCH", "replace");

  static Stream<Named<PatchbayServerExtension>> modes() {
    return Stream.of(Named.of("merge", MERGE), Named.of("replace", REPLACE));
  }

  private static String createResponse(Http http) {
    String path =
        http.createIntegrationResponse(new JsonObject().put("integrationResponseKey", "/200/"));
    http.post(
        path.substring(0, path.lastIndexOf('/')), "{\"integrationResponseKey\":\"/sibling/\"}");
    return path;
  }

  private static Answer patch(Http http, String path, JsonObject patch) {
    Answer answer = http.patch(path, patch.encode());
    assertThat(answer.status()).as(patch + " " + answer.body()).isEqualTo(200);
    return answer;
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aPatchIsIdempotentAndItsRepetitionWritesNothing(PatchbayServerExtension patchbay) {
    Http http = patchbay.http();
    String path = createResponse(http);
    Seeded.times(
        ROUNDS,
        seeded -> {
          patch(http, path, RandomPatch.valid(seeded, RandomPatch.MEMBERS));
          JsonObject patch = RandomPatch.valid(seeded, RandomPatch.MEMBERS);
          Answer once = patch(http, path, patch);
          Map<String, String> stored = dump(patchbay.redis());
          long writes = writes(patchbay.redis());

          Answer twice = patch(http, path, patch);

          assertThat(twice.body()).isEqualTo(once.body());
          assertThat(twice.etag()).isEqualTo(once.etag());
          assertThat(writes(patchbay.redis())).as("writes of " + patch).isEqualTo(writes);
          assertThat(dump(patchbay.redis())).isEqualTo(stored);
        });
  }

  @ParameterizedTest
  @MethodSource("modes")
  void theTagChangesIfAndOnlyIfSomethingIsWritten(PatchbayServerExtension patchbay) {
    Http http = patchbay.http();
    String path = createResponse(http);
    Seeded.times(
        ROUNDS,
        seeded -> {
          Answer before = http.get(path);
          long writes = writes(patchbay.redis());

          Answer after = patch(http, path, RandomPatch.valid(seeded, RandomPatch.MEMBERS));

          boolean changed = !after.body().equals(before.body());
          assertThat(!after.etag().equals(before.etag())).isEqualTo(changed);
          assertThat(writes(patchbay.redis()) > writes).isEqualTo(changed);
        });
  }

  @ParameterizedTest
  @MethodSource("modes")
  void patchesOfDifferentMembersCommute(PatchbayServerExtension patchbay) {
    Http http = patchbay.http();
    String left = createResponse(http);
    String right = createResponse(http);
    Seeded.times(
        ROUNDS,
        seeded -> {
          List<String> members = RandomPatch.shuffled(seeded, RandomPatch.MEMBERS);
          int cut = seeded.random().nextInt(members.size() + 1);
          JsonObject start = RandomPatch.valid(seeded, RandomPatch.MEMBERS);
          JsonObject one = RandomPatch.valid(seeded, members.subList(0, cut));
          JsonObject other = RandomPatch.valid(seeded, members.subList(cut, members.size()));
          patch(http, left, start);
          patch(http, right, start);

          patch(http, left, one);
          patch(http, left, other);
          patch(http, right, other);
          patch(http, right, one);

          assertThat(withoutId(http.get(left))).isEqualTo(withoutId(http.get(right)));
        });
  }

  private static String withoutId(Answer answer) {
    JsonObject members = answer.json();
    members.remove("integrationResponseId");
    return members.encode();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aRefusedPatchLeavesTheBytesInRedis(PatchbayServerExtension patchbay) {
    Http http = patchbay.http();
    String path = createResponse(http);
    Seeded.times(
        ROUNDS,
        seeded -> {
          patch(http, path, RandomPatch.valid(seeded, RandomPatch.MEMBERS));
          Map<String, String> stored = dump(patchbay.redis());
          long writes = writes(patchbay.redis());
          JsonObject patch = RandomPatch.invalid(seeded);

          Answer refused = http.patch(path, patch.encode());

          assertThat(refused.status()).as(patch.encode()).isIn(400, 409);
          assertThat(writes(patchbay.redis())).isEqualTo(writes);
          assertThat(dump(patchbay.redis())).isEqualTo(stored);
        });
  }

  /** The commands are the same few however many siblings there are. */
  @ParameterizedTest
  @MethodSource("modes")
  void aPatchCostsTheSameAmongManySiblings(PatchbayServerExtension patchbay) {
    Http http = patchbay.http();
    String path = createResponse(http);
    RedisServer redis = patchbay.redis();
    List<Map<String, Long>> costs = new ArrayList<>();
    for (int siblings : List.of(0, 1, 40)) {
      String collection = path.substring(0, path.lastIndexOf('/'));
      IntStream.range(0, siblings)
          .forEach(
              i ->
                  http.create(
                      collection, "{\"integrationResponseKey\":\"%s-%s\"}".formatted(siblings, i)));
      JsonObject change = new JsonObject().put("templateSelectionExpression", "e" + siblings);
      Map<String, Long> calls = redis.callsDuring(() -> patch(http, path, change));
      calls
          .keySet()
          .retainAll(
              Set.of(
                  "watch", "get", "multi", "set", "exec", "unwatch", "zadd", "sadd", "zcard",
                  "xadd"));
      costs.add(calls);
    }

    assertThat(Set.copyOf(costs))
        .containsExactly(
            Map.of("watch", 1L, "get", 2L, "multi", 1L, "set", 1L, "xadd", 1L, "exec", 1L));
  }

  /** How many commands that write the server has run. */
  private static long writes(RedisServer redis) {
    return Stream.of(
            "multi", "exec", "set", "del", "zadd", "zrem", "sadd", "srem", "hset", "eval", "xadd")
        .mapToLong(redis::calls)
        .sum();
  }

  private static Map<String, String> dump(RedisServer redis) {
    Map<String, String> values = new TreeMap<>();
    for (Object key : (List<?>) Objects.requireNonNull(redis.command("KEYS", "*"))) {
      String name = String.valueOf(key);
      values.put(
          name,
          switch (String.valueOf(redis.command("TYPE", name))) {
            case "string" -> String.valueOf(redis.command("GET", name));
            case "zset" -> String.valueOf(redis.command("ZRANGE", name, "0", "-1", "WITHSCORES"));
            case "set" -> String.valueOf(redis.command("SMEMBERS", name));
            case "stream" -> String.valueOf(redis.command("XRANGE", name, "-", "+"));
            default -> throw new IllegalStateException("a key of another kind: " + name);
          });
    }
    return values;
  }
}
