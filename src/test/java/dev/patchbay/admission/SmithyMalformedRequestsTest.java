package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;

/**
 * AWS's own malformed requests of the protocol restJson1, with the member that each is about
 * renamed to one of the same kind of ours.
 */
class SmithyMalformedRequestsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final List<HttpMalformedRequestTestCase> CASES = read();

  /**
   * Their members that stand in a body and have a kind that there is here, and ours of that kind.
   */
  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("integerInBody", "timeoutInMillis"),
          Map.entry("longInBody", "timeoutInMillis"),
          Map.entry("shortInBody", "timeoutInMillis"),
          Map.entry("byteInBody", "timeoutInMillis"),
          Map.entry("int", "timeoutInMillis"),
          Map.entry("booleanInBody", "disableExecuteApiEndpoint"),
          Map.entry("bodyMap", "requestParameters"),
          Map.entry("bodyList", "authorizationScopes"));

  /** Here, a number beyond a byte is a valid timeout, and null removes a key of a map. */
  private static final Set<String> MEANT_HERE =
      Set.of(
          "RestJsonBodyByteUnderflowOverflow_case0 200: { \"byteInBody\" : 256 }",
          "RestJsonBodyMalformedMapNullValue 200: { \"bodyMap\" : { \"abc\": null }  }");

  private Http http;
  private String api;
  private Map<String, String> paths;
  private Set<String> keys;

  @BeforeEach
  void createApi() {
    http = PATCHBAY.http();
    api = http.createApi();
    String integration = http.createIntegration(api);
    paths =
        Map.of(
            "timeoutInMillis", integration,
            "disableExecuteApiEndpoint", api,
            "requestParameters", integration,
            "authorizationScopes", http.create(api + "/routes", "{\"routeKey\":\"a\"}"));
    keys = StoredKeys.in(PATCHBAY.redis());
  }

  @Test
  void areRefused() {
    List<HttpMalformedRequestTestCase> cases = CASES;
    Set<String> accepted = new TreeSet<>();
    int sent = 0;
    for (HttpMalformedRequestTestCase each : cases) {
      String body = each.getRequest().getBody().orElse("");
      String member = memberOf(body);
      if (!member.isEmpty()) {
        sent++;
        String ours = MEMBERS.get(member);
        Answer answer = http.patch(paths.get(ours), body.replace(member, ours));
        if (answer.status() != 400 || !expectedTypes(each).contains(answer.errorType())) {
          accepted.add(each.getId() + " " + answer.status() + ": " + body.strip());
        }
      }
    }

    assertThat(cases).hasSizeGreaterThan(600);
    assertThat(accepted).containsExactlyInAnyOrderElementsOf(MEANT_HERE);
    assertThat(sent).isGreaterThan(100);
    assertThat(StoredKeys.in(PATCHBAY.redis())).isEqualTo(keys);
  }

  /** A number out of range is a number, so here it is the value that is refused. */
  private static Set<String> expectedTypes(HttpMalformedRequestTestCase each) {
    return each.getId().contains("UnderflowOverflow")
        ? Set.of("BadRequestException")
        : Set.of(each.getResponse().getHeaders().getOrDefault("x-amzn-errortype", "none"));
  }

  /** Only of members at the top: one inside a union is another's. */
  private static String memberOf(String body) {
    return MEMBERS.keySet().stream()
        .filter(member -> body.replace(" ", "").startsWith("{\"" + member + "\""))
        .findFirst()
        .orElse("");
  }

  private static List<HttpMalformedRequestTestCase> read() {
    Model model = Model.assembler().discoverModels().assemble().unwrap();
    List<HttpMalformedRequestTestCase> cases = new ArrayList<>();
    model
        .getShapesWithTrait(HttpMalformedRequestTestsTrait.class)
        .forEach(
            shape ->
                cases.addAll(
                    shape.expectTrait(HttpMalformedRequestTestsTrait.class).getTestCases()));
    return cases.stream()
        .filter(each -> each.getProtocol().toString().equals("aws.protocols#restJson1"))
        .toList();
  }

  @Test
  void contentTypesAreRefused() {
    List<HttpMalformedRequestTestCase> cases =
        CASES.stream()
            .filter(each -> each.getResponse().getCode() == 415)
            .filter(each -> each.getRequest().getBody().orElse("").equals("{}"))
            .filter(each -> !contentType(each).startsWith("application/json"))
            .toList();
    assertThat(cases).isNotEmpty();

    for (HttpMalformedRequestTestCase each : cases) {
      http.send("PATCH", api, "{\"name\":\"changed\"}", "Content-Type", contentType(each))
          .assertError(415, "UnsupportedMediaTypeException");
    }
    assertThat(http.get(api).json()).isNotEqualTo(new JsonObject());
    assertThat(http.get(api).json().getString("name")).isEqualTo("chat");
  }

  private static String contentType(HttpMalformedRequestTestCase each) {
    return each.getRequest().getHeaders().getOrDefault("content-type", "application/json");
  }
}
