package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.LoopTurns;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long imports of the largest documents keep an event loop from other requests. */
@Tag("faults")
@Timeout(300)
@ExtendWith(RedisServerExtension.class)
final class LargeImportTurnsTest {

  /** A route and an integration each. */
  private static final int PATHS = Limit.OPENAPI_RESOURCES.intValue() / 2;

  private static final int URI_LENGTH = 780;
  private static final int IMPORTS = 10;

  /** An event loop that makes the resources itself is busy for some 150 milliseconds. */
  private static final long TURN_MILLIS_MAX = 50;

  private final RedisServer redis;

  LargeImportTurnsTest(RedisServer redis) {
    this.redis = redis;
  }

  @Test
  void noTurnOfAnEventLoopIsLong() throws Exception {
    redis.flushAll();
    try (PatchbayServer server =
        LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_MAX_CHILDREN", "4000"))) {
      Http http = new Http(server.address());
      LoopTurns turns = new LoopTurns(server.vertx());
      List<Long> imports = new ArrayList<>();
      List<Long> replacements = new ArrayList<>();
      for (int i = 0; i < IMPORTS; i++) {
        turns.longestMillis();
        Http.Answer imported = put(http, "/v2/apis", body("a" + i));
        imports.add(turns.longestMillis());
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        String api = "/v2/apis/" + new JsonObject(imported.body()).getString("apiId");
        turns.longestMillis();
        Http.Answer replaced = put(http, api, body("b" + i));
        replacements.add(turns.longestMillis());
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(201);
        assertThat(http.delete(api).status()).isEqualTo(204);
      }
      System.out.printf(
          "the longest turn in milliseconds of the processor: of imports %s, of replacements %s%n",
          imports, replacements);
      // In the first half the code is not compiled.
      assertThat(imports.subList(IMPORTS / 2, IMPORTS))
          .allMatch(millis -> millis < TURN_MILLIS_MAX);
      assertThat(replacements.subList(IMPORTS / 2, IMPORTS))
          .allMatch(millis -> millis < TURN_MILLIS_MAX);
    }
  }

  /** A busy machine takes longer than a request may, and the client is told to try again. */
  private static Http.Answer put(Http http, String path, String body) throws Exception {
    while (true) {
      Http.Answer answer = http.send("PUT", path, body);
      if (answer.status() != 503) {
        return answer;
      }
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
  }

  private static String body(String variant) {
    String text = variant + "/" + "x".repeat(URI_LENGTH);
    String document =
        IntStream.range(0, PATHS)
            .mapToObj(
                i ->
                    ("  /p%d: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod:"
                            + " GET, payloadFormatVersion: '1.0', uri: 'https://example.com/%d/%s'}}}\n")
                        .formatted(i, i, text))
            .collect(Collectors.joining("", "openapi: 3.0.0\ninfo: {title: t}\npaths:\n", ""));
    return new JsonObject().put("body", document).encode();
  }
}
