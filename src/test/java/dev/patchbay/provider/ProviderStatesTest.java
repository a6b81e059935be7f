package dev.patchbay.provider;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Each state over HTTP, set up as a verifier does it and looked at as a consumer does. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProviderStatesTest {

  private static final String CHANGE = "{\"templateSelectionExpression\":\"changed\"}";

  private ContractProvider provider;
  private Http service;
  private Http states;

  @BeforeAll
  void start() throws Exception {
    provider = ContractProvider.start();
    service = new Http(provider.url());
    states = new Http(URI.create("http://" + provider.statesUrl().getAuthority()));
  }

  @AfterAll
  void end() {
    provider.close();
  }

  @BeforeEach
  void nothingIsSetUp() {
    assertThat(states.post("/provider-states", "{\"action\":\"teardown\"}").status())
        .isEqualTo(200);
    assertThat(apis()).isEmpty();
  }

  private List<?> apis() {
    return service.get("/v2/apis").json().getJsonArray("items").getList();
  }

  private Answer state(String action, String state, Object... parameters) {
    JsonObject named = new JsonObject();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put((String) parameters[i], parameters[i + 1]);
    }
    return states.post(
        "/provider-states",
        new JsonObject().put("action", action).put("state", state).put("params", named).encode());
  }

  private JsonObject setUp(String state, Object... parameters) {
    Answer answer = state("setup", state, parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private void tearDown(String state) {
    Answer answer = state("teardown", state);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private String integrationResponse() {
    return integrationResponsePath(setUp("an integration response"));
  }

  private static String integrationResponsePath(JsonObject ids) {
    return "/v2/apis/%s/integrations/%s/integrationresponses/%s"
        .formatted(
            ids.getString("apiId"),
            ids.getString("integrationId"),
            ids.getString("integrationResponseId"));
  }

  @Test
  void statesReturnTheIdentifiersOfTheirResources() {
    JsonObject api = setUp("an API", "name", "named");
    assertThat(service.get("/v2/apis/" + api.getString("apiId")).json().getString("name"))
        .isEqualTo("named");
    assertThat(api.fieldNames()).containsExactly("apiId", "entityTag", "changeId");
    JsonObject ids =
        setUp(
            "an integration response",
            "integrationResponseKey",
            "/5\\d\\d/",
            "responseTemplates",
            new JsonObject().put("application/json", "{}"));
    assertThat(service.get(integrationResponsePath(ids)).json().getMap())
        .containsEntry("integrationResponseKey", "/5\\d\\d/")
        .containsEntry("responseTemplates", Map.of("application/json", "{}"));
    JsonObject routeResponse = setUp("a route response");
    assertThat(
            service
                .get(
                    "/v2/apis/%s/routes/%s/routeresponses/%s"
                        .formatted(
                            routeResponse.getString("apiId"),
                            routeResponse.getString("routeId"),
                            routeResponse.getString("routeResponseId")))
                .status())
        .isEqualTo(200);
  }

  @Test
  void statesOfOneInteractionBuildOnEachOther() {
    String apiId = setUp("an API").getString("apiId");
    JsonObject integration = setUp("an integration", "description", "ours");
    JsonObject response = setUp("an integration response");
    JsonObject route = setUp("a route", "routeKey", "join");
    assertThat(List.of(integration, response, route))
        .allSatisfy(ids -> assertThat(ids.getString("apiId")).isEqualTo(apiId));
    assertThat(response.getString("integrationId"))
        .isEqualTo(integration.getString("integrationId"));
    assertThat(apis()).hasSize(1);
  }

  @Test
  void aSiblingHasTheSameIntegration() {
    String path = integrationResponse();
    String other =
        setUp("another integration response", "integrationResponseKey", "/404/")
            .getString("otherIntegrationResponseId");
    String sibling = path.substring(0, path.lastIndexOf('/') + 1) + other;
    assertThat(service.get(sibling).json().getString("integrationResponseKey")).isEqualTo("/404/");
    service
        .patch(path, "{\"integrationResponseKey\":\"/404/\"}")
        .assertError(409, "ConflictException");
  }

  @Test
  void someStatesNeedAnIntegrationResponse() {
    for (String state :
        List.of("another integration response", "updates of the integration response")) {
      assertThat(state("setup", state).assertError(400, "BadRequestException").message())
          .contains(state + "\" needs the state");
    }
  }

  @Test
  void aStateReturnsTheNewestChange() {
    JsonObject ids = setUp("an integration response");
    String newest = setUp("a route").getString("changeId");
    String changeLog = "/patchbay/v1/apis/%s/changes".formatted(ids.getString("apiId"));
    JsonObject later = service.get(changeLog + "?after=" + ids.getString("changeId")).json();
    assertThat(operations(later)).containsExactly("CreateRoute");
    assertThat(later.getJsonArray("items").getJsonObject(0).getString("changeId"))
        .isEqualTo(newest);
    assertThat(operations(service.get(changeLog + "?after=" + newest).json())).isEmpty();
  }

  @Test
  void updatesAreTheLaterChangesInPages() {
    JsonObject ids = setUp("an integration response");
    JsonObject updated = setUp("updates of the integration response", "count", 5, "maxResults", 3);
    String later =
        "/patchbay/v1/apis/%s/changes?maxResults=3&after=%s"
            .formatted(ids.getString("apiId"), ids.getString("changeId"));
    JsonObject page = service.get(later).json();
    assertThat(operations(page)).hasSize(3).containsOnly("UpdateIntegrationResponse");
    assertThat(updated.getString("nextToken")).isEqualTo(page.getString("nextToken"));
    JsonObject rest = service.get(later + "&nextToken=" + page.getString("nextToken")).json();
    assertThat(operations(rest)).hasSize(2).containsOnly("UpdateIntegrationResponse");
    assertThat(service.get(integrationResponsePath(ids)).etag())
        .isEqualTo(updated.getString("entityTag"));
  }

  private static List<String> operations(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(change -> ((JsonObject) change).getString("operation"))
        .toList();
  }

  @Test
  void pagesHaveTheKeysInTheOrderOfIdentifiers() {
    JsonObject ids = setUp("integration responses", "count", 5, "maxResults", 3);
    String collection =
        "/v2/apis/%s/integrations/%s/integrationresponses"
            .formatted(ids.getString("apiId"), ids.getString("integrationId"));
    JsonObject page = service.get(collection + "?maxResults=3").json();
    JsonObject rest =
        service.get(collection + "?maxResults=3&nextToken=" + page.getString("nextToken")).json();
    assertThat(page.getJsonArray("items")).hasSize(3);
    assertThat(rest.getJsonArray("items")).hasSize(2);
    List<JsonObject> all =
        Stream.of(page, rest)
            .flatMap(each -> each.getJsonArray("items").stream())
            .map(JsonObject.class::cast)
            .toList();
    assertThat(all).extracting(item -> item.getString("integrationResponseId")).isSorted();
    assertThat(all)
        .extracting(item -> item.getString("integrationResponseKey"))
        .containsExactlyInAnyOrder("/k1/", "/k2/", "/k3/", "/k4/", "/k5/");
    assertThat(ids.getString("nextToken")).isEqualTo(page.getString("nextToken"));
  }

  @Test
  void anIntegrationInUseCannotBeDeleted() {
    JsonObject ids = setUp("an integration in use by a route");
    String integration =
        "/v2/apis/%s/integrations/%s"
            .formatted(ids.getString("apiId"), ids.getString("integrationId"));
    service.delete(integration).assertError(409, "ConflictException");
    assertThat(ids.getString("routeId")).isNotEmpty();
  }

  @Test
  void missingResourcesHaveTheParentsThatTheStateNames() {
    for (String[] row :
        new String[][] {
          {"no API", "Api"},
          {"no integration", "Integration"},
          {"no integration response", "IntegrationResponse"}
        }) {
      Answer answer = service.get(integrationResponsePath(setUp(row[0])));
      answer.assertError(404, "NotFoundException");
      assertThat(answer.json().getString("resourceType")).isEqualTo(row[1]);
    }
  }

  @Test
  void onceTheNextWriteIsOvertakenAndTheOneAfterItIsNot() {
    String path = integrationResponse();
    setUp("the next write is overtaken by a concurrent modification");
    Answer before = service.get(path);
    Answer overtaken = service.patch(path, CHANGE);
    overtaken.assertError(409, "ConflictException");
    assertThat(overtaken.message()).endsWith("Please try again later.");
    Answer after = service.get(path);
    assertThat(after.body()).isEqualTo(before.body());
    assertThat(after.etag()).isNotEqualTo(before.etag());
    assertThat(service.patch(path, CHANGE).status()).isEqualTo(200);
  }

  @Test
  void alwaysLastsUntilTheTeardown() {
    String path = integrationResponse();
    setUp("the next write is overtaken by a concurrent modification", "times", "always");
    for (int i = 0; i < 2; i++) {
      service.patch(path, CHANGE).assertError(409, "ConflictException");
    }
    tearDown("the next write is overtaken by a concurrent modification");
    assertThat(service.patch(path, CHANGE).status()).isEqualTo(200);
  }

  @Test
  void everyWriteCanBeOvertaken() {
    String apiId = setUp("a route response").getString("apiId");
    setUp("an integration response");
    setUp("the next write is overtaken by a concurrent modification", "times", "always");
    String api = "/v2/apis/" + apiId;
    service.patch(api, "{\"name\":\"n\"}").assertError(409, "ConflictException");
    service.delete(api).assertError(409, "ConflictException");
    service
        .post(api + "/integrations", "{\"integrationType\":\"MOCK\"}")
        .assertError(409, "ConflictException");
    service
        .post("/v2/apis", new JsonObject(TypeStates.members(ApiGatewayTypes.API)).encode())
        .assertError(409, "ConflictException");
    String route = api + "/routes/" + firstId(api + "/routes", "routeId");
    service.patch(route, "{\"operationName\":\"n\"}").assertError(409, "ConflictException");
    String routeResponses = route + "/routeresponses";
    service
        .patch(
            routeResponses + "/" + firstId(routeResponses, "routeResponseId"),
            "{\"modelSelectionExpression\":\"n\"}")
        .assertError(409, "ConflictException");
    String integration = api + "/integrations/" + firstId(api + "/integrations", "integrationId");
    service.patch(integration, "{\"description\":\"n\"}").assertError(409, "ConflictException");
    assertThat(apis()).hasSize(1);
  }

  private String firstId(String collection, String idMember) {
    return service
        .get(collection)
        .json()
        .getJsonArray("items")
        .getJsonObject(0)
        .getString(idMember);
  }

  @Test
  void anUpdateOfADeletedResourceIsNotFound() {
    String path = integrationResponse();
    setUp("the integration response is deleted between read and write");
    Answer answer = service.patch(path, CHANGE);
    answer.assertError(404, "NotFoundException");
    assertThat(answer.json().getString("resourceType")).isEqualTo("IntegrationResponse");
    service.get(path).assertError(404, "NotFoundException");
  }

  @Test
  void aThrottledAccountGetsRetryAfterUntilTheTimeIsOver() throws Exception {
    String path = integrationResponse();
    setUp("the account is throttled", "seconds", 60);
    Answer answer = service.patch(path, CHANGE);
    answer.assertError(429, "TooManyRequestsException");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(Long.parseLong(Objects.requireNonNull(answer.header("x-amz-retry-after"))))
        .isBetween(1L, 500L);
    tearDown("the account is throttled");
    setUp("the account is throttled", "seconds", 1);
    eventually("the time is over", () -> service.get("/v2/apis").status() == 200);
  }

  @Test
  void theThrottleEndsWithItsState() {
    String path = integrationResponse();
    setUp("the account is throttled", "seconds", 60);
    service.get(path).assertError(429, "TooManyRequestsException");
    tearDown("the account is throttled");
    assertThat(service.get(path).status()).isEqualTo(200);
  }

  @Test
  void anUnavailableStoreIsAnswered503UntilTheTeardown() {
    String path = integrationResponse();
    setUp("the store is unavailable");
    for (int i = 0; i < 3; i++) {
      Answer answer = service.patch(path, CHANGE);
      answer.assertError(503, "ServiceUnavailableException");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
    tearDown("the store is unavailable");
    assertThat(service.patch(path, CHANGE).status()).isEqualTo(200);
  }

  @Test
  void resourcesCanBeSetUpWhileTheStoreIsUnavailable() {
    setUp("the store is unavailable");
    String path = integrationResponse();
    service.get(path).assertError(503, "ServiceUnavailableException");
    tearDown("the store is unavailable");
    assertThat(service.get(path).status()).isEqualTo(200);
  }

  @Test
  void aSlowStoreDelaysAnswers() {
    String path = integrationResponse();
    setUp("the store is slow", "millis", 100);
    long begunNanos = System.nanoTime();
    assertThat(service.patch(path, CHANGE).status()).isEqualTo(200);
    // Two round trips. A busy machine can only make it longer.
    assertThat(Duration.ofNanos(System.nanoTime() - begunNanos))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aReadOnlyCallerReads() {
    String path = integrationResponse();
    setUp("the caller is read-only");
    assertThat(service.get(path).status()).isEqualTo(200);
    service.patch(path, CHANGE).assertError(403, "AccessDeniedException");
    tearDown("the caller is read-only");
    assertThat(service.patch(path, CHANGE).status()).isEqualTo(200);
  }

  @Test
  void expiredCredentialsAreRefusedByTheDateOfTheSignature() {
    String path = integrationResponse();
    setUp("the credentials have expired");
    Answer answer = service.get(path);
    answer.assertError(403, "InvalidSignatureException");
    assertThat(answer.message()).startsWith("Signature expired: ");
  }

  @Test
  void anotherAccountFindsNoResources() {
    String path = integrationResponse();
    setUp("the caller is of another account");
    service.get(path).assertError(404, "NotFoundException");
    assertThat(apis()).isEmpty();
  }

  /** As a verifier replays it: once good, now of a key that nobody has. */
  @Test
  void theSignatureOfAnExampleIsReplaced() {
    String path = integrationResponse();
    Answer answer =
        service.send(
            "PATCH",
            path,
            CHANGE,
            "Content-Type",
            "application/json",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/apigateway/aws4_request,"
                + " SignedHeaders=host, Signature=0",
            "X-Amz-Date",
            "20260101T000000Z",
            "x-amz-content-sha256",
            "example",
            "amz-sdk-invocation-id",
            "11111111-2222-3333-4444-555555555555");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.etag()).isEqualTo("\"2\"");
  }

  @Test
  void aSetupAfterARequestBeginsAnewWithoutATeardown() {
    setUp("an API");
    setUp("the store is unavailable");
    assertThat(service.get("/v2/apis").status()).isEqualTo(503);
    String apiId = setUp("an API").getString("apiId");
    assertThat(apis())
        .singleElement()
        .satisfies(api -> assertThat(((Map<?, ?>) api).get("apiId")).isEqualTo(apiId));
  }

  @Test
  void aTeardownLeavesNothing() {
    setUp("an integration response");
    setUp("a route");
    tearDown("an integration response");
    tearDown("a route");
    assertThat(apis()).isEmpty();
    tearDown("a route");
  }

  @Test
  void olderFormsAreAccepted() {
    Answer several =
        states.post(
            "/provider-states",
            "{\"consumer\":\"c\",\"states\":[\"an API\",\"an integration\"],\"params\":null}");
    assertThat(several.json().fieldNames())
        .containsExactlyInAnyOrder("apiId", "integrationId", "entityTag", "changeId");
    assertThat(states.post("/provider-states", "{\"consumer\":\"c\",\"states\":[]}").body())
        .isEqualTo("{}");
    Answer query =
        states.send(
            "POST", "/provider-states?state=integration%20responses&action=setup&count=2", null);
    assertThat(query.json().getString("integrationId"))
        .isEqualTo(several.json().getString("integrationId"));
  }

  @Test
  void invalidRequestsAreNamed() {
    assertThat(state("setup", "a storm").assertError(400, "BadRequestException").message())
        .contains("\"a storm\"", "an API");
    assertThat(state("teardown", "a storm").assertError(400, "BadRequestException").message())
        .contains("\"a storm\"");
    assertThat(
            state("setup", "an API", "nmae", "x").assertError(400, "BadRequestException").message())
        .contains("nmae");
    assertThat(
            state("setup", "an API", "protocolType", "HTTP")
                .assertError(400, "BadRequestException")
                .message())
        .contains("protocolType", "HTTP", "WEBSOCKET");
    assertThat(
            state("setup", "the account is throttled", "seconds", "long")
                .assertError(400, "BadRequestException")
                .message())
        .contains("seconds", "1 to 60");
    assertThat(
            state("setup", "integration responses", "count", 0)
                .assertError(400, "BadRequestException")
                .message())
        .contains("count");
    assertThat(state("begin", "an API").assertError(400, "BadRequestException").message())
        .contains("begin");
    assertThat(
            state("setup", "an integration", "integrationType", "FTP")
                .assertError(400, "BadRequestException")
                .message())
        .contains("integrationType");
    assertThat(states.post("/provider-states", "no JSON").status()).isEqualTo(400);
    assertThat(states.get("/provider-states").status()).isEqualTo(405);
    assertThat(states.post("/elsewhere", "{}").status()).isEqualTo(404);
    assertThat(apis()).isEmpty();
  }

  @Test
  void theServiceItselfHasNoStates() {
    service.post("/provider-states", "{}").assertError(404, "UnknownOperationException");
  }

  @Test
  void theConstantsAreTheStatesOfTheService() {
    assertThat(constants()).containsExactlyInAnyOrderElementsOf(names()).hasSizeGreaterThan(9);
  }

  private static List<String> names() {
    return new ProviderStateCatalogue(ApiGatewayTypes.ALL)
        .all().stream().map(ProviderState::name).toList();
  }

  private static List<String> constants() {
    return Arrays.stream(dev.patchbay.contract.ProviderStates.class.getFields())
        .map(
            field -> {
              try {
                return (String) field.get(null);
              } catch (IllegalAccessException impossible) {
                throw new AssertionError(impossible);
              }
            })
        .collect(Collectors.toList());
  }
}
