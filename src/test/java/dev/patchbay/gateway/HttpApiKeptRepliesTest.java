package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of authorizers that the gateway keeps (AWS: Lambda authorizers, caching). */
final class HttpApiKeptRepliesTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";
  private static final List<String> KEY = List.of("$request.header.X-Key");

  private LocalGateway gateway;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String decision = "{\"isAuthorized\":true,\"context\":{\"user\":\"ann\"}}";

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.empty());
    gateway.functions =
        invocation -> {
          if (invocation.functionArn().endsWith("auth")) {
            asked.incrementAndGet();
            return Future.succeededFuture(new FunctionResult(200, decision, Optional.empty()));
          }
          return Future.succeededFuture(new FunctionResult(200, "\"in\"", Optional.empty()));
        };
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
  }

  private void deploy(long seconds, boolean isSimple, List<String> sources, long revision) {
    gateway.deploy(
        SnapshotBuilder.http()
            .stageRevision(revision)
            .function("i", FUNCTION + "f")
            .authorizer(
                "a",
                Map.of(
                    "authorizerType",
                    "REQUEST",
                    "authorizerUri",
                    FUNCTION + "auth",
                    "authorizerPayloadFormatVersion",
                    "2.0",
                    "authorizerResultTtlInSeconds",
                    seconds,
                    "enableSimpleResponses",
                    isSimple,
                    "identitySource",
                    sources))
            .route("GET /pets", "i", Map.of("authorizationType", "CUSTOM", "authorizerId", "a"))
            .route(
                "GET /cats/{id}", "i", Map.of("authorizationType", "CUSTOM", "authorizerId", "a")));
  }

  private int get(String path, String key) throws Exception {
    return HttpApiClient.get(gateway.port(), LocalGateway.PATH + path, "X-Key: " + key).status();
  }

  @Test
  void anAnswerCountsForItsClientAtAllRoutesUntilItsTimeIsOver() throws Exception {
    deploy(60, true, KEY, 1);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(get("/cats/1", "k")).isEqualTo(200);
    assertThat(asked).hasValue(1);
    assertThat(get("/pets", "other")).isEqualTo(200);
    assertThat(asked).hasValue(2);
    gateway.clock.advanceMillis(59_999);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(asked).hasValue(2);
    gateway.clock.advanceMillis(1);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(asked).hasValue(3);
  }

  @Test
  void aRefusalIsKeptAndAFailureIsNot() throws Exception {
    deploy(60, true, KEY, 1);
    decision = "{\"isAuthorized\":false}";
    assertThat(get("/pets", "k")).isEqualTo(403);
    decision = "{\"isAuthorized\":true}";
    assertThat(get("/pets", "k")).isEqualTo(403);
    assertThat(asked).hasValue(1);
    decision = "{}";
    assertThat(get("/pets", "l")).isEqualTo(500);
    decision = "{\"isAuthorized\":true}";
    assertThat(get("/pets", "l")).isEqualTo(200);
  }

  @Test
  void aKeptPolicyIsEvaluatedForEachRequest() throws Exception {
    deploy(60, false, KEY, 1);
    decision =
        "{\"policyDocument\":{\"Statement\":[{\"Action\":\"execute-api:Invoke\","
            + "\"Effect\":\"Allow\",\"Resource\":\"*/prod/GET/cats/1\"}]}}";
    assertThat(get("/pets", "k")).isEqualTo(403);
    assertThat(get("/cats/1", "k")).isEqualTo(200);
    assertThat(get("/cats/2", "k")).isEqualTo(403);
    assertThat(asked).hasValue(1);
  }

  @Test
  void theRouteAmongTheSourcesMakesEachRouteAsk() throws Exception {
    deploy(60, true, List.of("$request.header.X-Key", "$context.routeKey"), 1);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(get("/cats/1", "k")).isEqualTo(200);
    assertThat(get("/cats/2", "k")).isEqualTo(200);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aChangedStageBeginsWithoutAnswers() throws Exception {
    deploy(60, true, KEY, 1);
    assertThat(get("/pets", "k")).isEqualTo(200);
    deploy(60, true, KEY, 2);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(asked).hasValue(2);
  }

  @Test
  void withoutATimeOrASourceEachRequestAsks() throws Exception {
    deploy(0, true, KEY, 1);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(asked).hasValue(2);
    deploy(60, true, List.of(), 2);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(get("/pets", "k")).isEqualTo(200);
    assertThat(asked).hasValue(4);
  }

  @Test
  void theAnswerThatWasNotUsedLongestGoesFirst() throws Exception {
    deploy(3_600, true, KEY, 1);
    int most = Limit.AUTHORIZER_REPLIES.intValue();
    for (int i = 0; i < most; i++) {
      assertThat(get("/pets", "k" + i)).isEqualTo(200);
    }
    assertThat(get("/pets", "k0")).isEqualTo(200);
    assertThat(asked).hasValue(most);
    assertThat(get("/pets", "more")).isEqualTo(200);
    assertThat(get("/pets", "k0")).isEqualTo(200);
    assertThat(asked).hasValue(most + 1);
    assertThat(get("/pets", "k1")).isEqualTo(200);
    assertThat(asked).hasValue(most + 2);
  }
}
