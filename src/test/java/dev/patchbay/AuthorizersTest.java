package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authorizers as AWS answers and refuses them, and the routes that name them. */
class AuthorizersTest {

  private static final String URI =
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:auth/invocations";

  private static final String SOURCE_TEXT =
      "Invalid request identity source expression: %s. The sources must be separated by comma, and"
          + " each source must be either a request parameter, matching"
          + " 'route.request.querystring|header.[a-zA-Z0-9._-]+', or a stage variable, matching"
          + " 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching"
          + " 'context.[a-zA-Z0-9._-]+'";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private String webSocketApi = "";
  private String httpApi = "";

  @BeforeEach
  void createApis() {
    webSocketApi = http.createApi();
    httpApi = http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
  }

  /** With the members of a valid one where the text does not name them. */
  private static String body(String members) {
    JsonObject body = new JsonObject("{" + members.replace('\'', '"') + "}");
    for (Map.Entry<String, String> each :
        Map.of("name", "auth", "authorizerType", "REQUEST", "authorizerUri", URI).entrySet()) {
      if (!body.containsKey(each.getKey())) {
        body.put(each.getKey(), each.getValue());
      }
    }
    return body.encode();
  }

  private String create(String members) {
    return http.create(webSocketApi + "/authorizers", body(members));
  }

  @Test
  void anAnswerHasNoMemberThatWasNotSent() {
    String path = create("'identitySource':['route.request.querystring.token']");
    String id = path.substring(path.lastIndexOf('/') + 1);

    assertThat(id).matches("[a-z0-9]{6}");
    assertThat(http.get(path).json())
        .isEqualTo(
            new JsonObject()
                .put("authorizerId", id)
                .put("authorizerType", "REQUEST")
                .put("authorizerUri", URI)
                .put("identitySource", new JsonArray().add("route.request.querystring.token"))
                .put("name", "auth"));
  }

  @Test
  void identitySourcesAreOptionalAndAnEmptyListClearsThem() {
    for (String none : List.of("", "'identitySource':[]", "'identitySource':['']")) {
      String path = create(none);
      assertThat(http.get(path).json().containsKey("identitySource")).as(none).isFalse();
      http.delete(path);
    }
    String path =
        create("'identitySource':['context.routeKey','stageVariables.t','route.request.header.A']");
    assertThat(http.patch(path, "{}").json().getJsonArray("identitySource")).hasSize(3);
    assertThat(http.patch(path, "{\"identitySource\":[]}").json().containsKey("identitySource"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          'authorizerType':'TOKEN','authorizerUri':'x' ; Invalid authorizer type. Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis.
          'authorizerType':'JWT' ; Invalid authorizer type. Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis.
          'authorizerPayloadFormatVersion':'','authorizerUri':'x' ; AuthorizerPayloadFormatVersion cannot be set for WEBSOCKET protocol Apis.
          'authorizerResultTtlInSeconds':0,'authorizerUri':'x' ; AuthorizerResultTtlInSeconds cannot be set for WEBSOCKET protocol Apis.
          'enableSimpleResponses':false,'authorizerUri':'x' ; EnableSimpleResponses cannot be set for WEBSOCKET protocol Apis.
          'jwtConfiguration':{'issuer':'https://a','audience':['a']},'authorizerUri':'x' ; JwtConfiguration cannot be set for WEBSOCKET protocol Apis.
          'authorizerUri':null ; AuthorizerUri is a required field in an Authorizer
          'authorizerUri':'arn:aws:lambda:us-east-1:000000000000:function:auth' ; Invalid authorizer URI
          'authorizerCredentialsArn':'arn:aws:iam::000000000000:user/u' ; Invalid role ARN
          'identityValidationExpression':'' ; IdentityValidationExpression must not be empty.
          'identityValidationExpression':'(' ; Invalid validation expression: (
          """)
  void webSocketApisRefuseInAwsWords(String members, String text) {
    http.post(webSocketApi + "/authorizers", body(members))
        .assertError(400, "BadRequestException", text);
  }

  @ParameterizedTest
  @CsvSource({
    "$request.header.X",
    "$context.X",
    "method.request.header.X",
    "route.request.body.X",
    "route.request.context.X",
    "route.request.header.",
    "route.request.header.a b",
    "'route.request.header.a,route.request.header.b'",
  })
  void identitySourcesOfWebSocketApisHaveAForm(String source) {
    String members = new JsonObject().put("identitySource", List.of(source)).encode();
    String path = create("");
    http.patch(path, members)
        .assertError(400, "BadRequestException", SOURCE_TEXT.formatted(source));
    assertThat(http.get(path).json().containsKey("identitySource")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          'authorizerType':'TOKEN' ; Invalid authorizer type. Only JWT authorizer type is supported on HTTP protocol Apis.
          'name':'a' ; AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer
          'authorizerPayloadFormatVersion':'3.0' ; AuthorizerPayloadFormatVersion 3.0 is not supported
          'authorizerPayloadFormatVersion':'1.0','enableSimpleResponses':true ; EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".
          'authorizerPayloadFormatVersion':'1.0','authorizerResultTtlInSeconds':3601 ; Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.
          'authorizerPayloadFormatVersion':'1.0','authorizerResultTtlInSeconds':-1 ; Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.
          'authorizerPayloadFormatVersion':'1.0','authorizerResultTtlInSeconds':1 ; Identity source must be set if authorizer caching is enabled (TTL is greater than 0)
          'authorizerPayloadFormatVersion':'1.0','identitySource':['x'] ; Invalid identity source expression: x. The source must be a request header, request querystring, stage variable or context parameter
          'authorizerType':'JWT' ; AuthorizerUri cannot be set for JWT Authorizer
          'authorizerType':'JWT','authorizerUri':null ; JwtConfiguration must not be null for JWT Authorizer
          'authorizerType':'JWT','authorizerUri':null,'jwtConfiguration':{'issuer':'x'} ; Invalid issuer: Issuer is not a valid URL for JWT Authorizer
          'authorizerType':'JWT','authorizerUri':null,'jwtConfiguration':{'issuer':'https://a'} ; Audience must not be empty for JWT Authorizer
          'authorizerType':'JWT','authorizerUri':null,'jwtConfiguration':{'issuer':'https://a','audience':['a']} ; JWT Authorizer must have exactly one identity source
          """)
  void httpApisRefuseInAwsWords(String members, String text) {
    http.post(httpApi + "/authorizers", body(members))
        .assertError(400, "BadRequestException", text);
  }

  @Test
  void httpApisAnswerTheSentValuesZeroAndFalseIncluded() {
    String path =
        http.create(
            httpApi + "/authorizers",
            body(
                "'authorizerPayloadFormatVersion':'1.0','authorizerResultTtlInSeconds':0,"
                    + "'enableSimpleResponses':false"));
    assertThat(http.get(path).json().getMap())
        .containsEntry("authorizerResultTtlInSeconds", 0)
        .containsEntry("enableSimpleResponses", false);
  }

  @Test
  void anUpdateMergesAndAnEmptyPayloadFormatIsWithoutEffect() {
    String path = create("'authorizerCredentialsArn':'arn:aws:iam::000000000000:role/r'");
    JsonObject before = http.get(path).json();
    assertThat(http.patch(path, "{\"authorizerPayloadFormatVersion\":\"\"}").json())
        .isEqualTo(before);
    JsonObject after = before.copy().put("name", "b");
    after.remove("authorizerCredentialsArn");
    assertThat(http.patch(path, "{\"authorizerCredentialsArn\":\"\",\"name\":\"b\"}").json())
        .isEqualTo(after);
  }

  @Test
  void namesAreUniqueAndTenFitIntoAnApi() {
    create("");
    http.post(webSocketApi + "/authorizers", body(""))
        .assertError(
            409, "ConflictException", "Authorizer with name auth already exists for this API");
    for (int i = 1; i < 10; i++) {
      create("'name':'a%d'".formatted(i));
    }
    http.post(webSocketApi + "/authorizers", body("'name':'b'"))
        .assertError(
            429,
            "TooManyRequestsException",
            "Maximum number of Authorizers for this API has been reached.  Please contact AWS if you"
                + " need additional Authorizers.");
  }

  @Test
  void aLongNameThatIsTakenIsShownCut() {
    String name = "'name':'%s'".formatted("n".repeat(128));
    create(name);
    http.post(webSocketApi + "/authorizers", body(name))
        .assertError(
            409,
            "ConflictException",
            "Authorizer with name %s... already exists for this API".formatted("n".repeat(64)));
  }

  @Test
  void anAuthorizerInUseIsNotDeleted() {
    String path = create("");
    String id = path.substring(path.lastIndexOf('/') + 1);
    String route =
        http.create(
            webSocketApi + "/routes",
            "{\"routeKey\":\"$connect\",\"authorizationType\":\"CUSTOM\",\"authorizerId\":\"%s\"}"
                .formatted(id));
    http.delete(path)
        .assertError(
            409,
            "ConflictException",
            "Cannot delete authorizer 'auth', is referenced in route: $connect");
    assertThat(http.patch(route, "{\"authorizationType\":\"NONE\"}").status()).isEqualTo(200);
    assertThat(http.delete(path).status()).isEqualTo(204);
    http.delete(path)
        .assertError(404, "NotFoundException", "Invalid Authorizer identifier specified");
  }

  @Test
  void theTypeOfARouteAndThatOfItsAuthorizerAgree() {
    String jwt =
        http.create(
            httpApi + "/authorizers",
            body(
                "'authorizerType':'JWT','authorizerUri':null,'identitySource':"
                    + "['$request.header.Authorization'],'jwtConfiguration':{'issuer':'https://a',"
                    + "'audience':['a']}"));
    String id = jwt.substring(jwt.lastIndexOf('/') + 1);
    String route =
        http.create(
            httpApi + "/routes",
            "{\"routeKey\":\"GET /a\",\"authorizationType\":\"JWT\",\"authorizerId\":\"%s\"}"
                .formatted(id));
    http.patch(route, "{\"authorizationType\":\"CUSTOM\"}")
        .assertError(
            400,
            "BadRequestException",
            "Setting the authorization type to CUSTOM requires a valid authorizer.");
    assertThat(http.patch(route, "{\"authorizationScopes\":[\"s\"]}").status()).isEqualTo(200);
  }
}
