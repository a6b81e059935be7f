package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The body of a Get is an update that changes nothing, of every type and protocol. */
class GetBodySentBackTest {

  private static final int ROUNDS = 12;
  private static final String LAMBDA =
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations";

  @RegisterExtension
  static final PatchbayServerExtension MERGE =
      PatchbayServerExtension.with("PATCHBAY_TEMPLATE_PATCH", "merge");

  @RegisterExtension
  static final PatchbayServerExtension REPLACE =
      PatchbayServerExtension.with("PATCHBAY_TEMPLATE_PATCH", "replace");

  static Stream<PatchbayServerExtension> modes() {
    return Stream.of(MERGE, REPLACE);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void changesNothing(PatchbayServerExtension patchbay) {
    Http http = patchbay.http();
    Seeded.times(
        ROUNDS,
        seeded -> {
          String domainName = sentBack(http, "/v2/domainnames", domainName(seeded));
          for (boolean webSocket : new boolean[] {true, false}) {
            String api = sentBack(http, "/v2/apis", api(seeded, webSocket));
            http.create(api + "/stages", "{\"stageName\":\"$default\"}");
            sentBack(http, domainName + "/apimappings", mapping(seeded, api));
            String integration =
                sentBack(http, api + "/integrations", integration(seeded, webSocket));
            String target =
                "integrations/" + integration.substring(integration.lastIndexOf('/') + 1);
            String authorizer = sentBack(http, api + "/authorizers", authorizer(seeded, webSocket));
            if (webSocket) {
              sentBack(http, api + "/models", model(seeded));
            }
            for (int i = 0; i < 3; i++) {
              sentBack(
                  http,
                  api + "/routes",
                  route(seeded, webSocket, i, target)
                      .put("authorizerId", authorizer.substring(authorizer.lastIndexOf('/') + 1)));
            }
            if (webSocket) {
              String route = sentBack(http, api + "/routes", new JsonObject().put("routeKey", "r"));
              sentBack(http, integration + "/integrationresponses", response(seeded));
              sentBack(http, route + "/routeresponses", routeResponse(seeded));
            }
          }
          assertThat(http.delete(domainName).status()).isEqualTo(204);
          String vpcLink = sentBack(http, "/v2/vpclinks", vpcLink(seeded));
          assertThat(http.delete(vpcLink).status()).isEqualTo(202);
          portals(http, seeded);
        });
  }

  private static String sentBack(Http http, String collection, JsonObject request) {
    String path = http.create(collection, request.encode());
    Answer read = http.get(path);

    Answer again = http.patch(path, read.body());

    assertThat(again.status()).as("%s of %s", again.body(), read.body()).isEqualTo(200);
    if (read.json().containsKey("lastModified")) {
      // It moves with each accepted update, and the rest stays.
      assertThat(withoutDate(again)).isEqualTo(withoutDate(read));
    } else {
      assertThat(again.body()).isEqualTo(read.body());
      assertThat(again.etag()).isEqualTo(read.etag());
    }
    assertThat(again.header("Warning")).isNull();
    return path;
  }

  private static JsonObject withoutDate(Answer answer) {
    JsonObject members = answer.json();
    members.remove("lastModified");
    return members;
  }

  private static void portals(Http http, Seeded seeded) {
    JsonObject none = new JsonObject().put("none", new JsonObject());
    JsonObject portal = new JsonObject(ApiGatewayTypes.PORTAL.example().members()).copy();
    maybe(
        seeded,
        portal,
        "endpointConfiguration",
        Map.of("acmManaged", Map.of("certificateArn", "arn:aws:acm:c", "domainName", "a.b")));
    maybe(
        seeded,
        portal,
        "authorization",
        Map.of(
            "cognitoConfig",
            Map.of(
                "appClientId",
                "a",
                "userPoolArn",
                "arn:aws:cognito-idp:p",
                "userPoolDomain",
                "https://a.example.com")));
    maybe(seeded, portal, "includedPortalProductArns", List.of("arn:aws:apigateway:p"));
    maybe(seeded, portal, "logoUri", "", "s3://b/k");
    maybe(seeded, portal, "rumAppMonitorName", "", "m");
    maybe(seeded, portal, "tags", Map.of("a", "b"));
    String path = sentBack(http, "/v2/portals", portal);
    assertThat(http.post(path + "/publish", "{\"description\":\"d\"}").status()).isEqualTo(202);
    assertThat(http.delete(path).status()).isEqualTo(204);
    JsonObject made = new JsonObject().put("displayName", "p");
    maybe(seeded, made, "description", "", "d");
    String product = sentBack(http, "/v2/portalproducts", made);
    sentBack(
        http,
        product + "/productpages",
        new JsonObject(ApiGatewayTypes.PRODUCT_PAGE.example().members()));
    JsonObject page =
        new JsonObject(ApiGatewayTypes.PRODUCT_REST_ENDPOINT_PAGE.example().members()).copy();
    maybe(
        seeded,
        page,
        "displayContent",
        none,
        Map.of("overrides", Map.of("body", "b", "endpoint", "https://a", "operationName", "o")),
        Map.of("overrides", Map.of()));
    maybe(seeded, page, "tryItState", "ENABLED", "DISABLED");
    sentBack(http, product + "/productrestendpointpages", page);
    assertThat(http.delete(product).status()).isEqualTo(204);
  }

  private static void maybe(Seeded seeded, JsonObject request, String member, Object... values) {
    if (!seeded.onceIn(2)) {
      request.put(member, seeded.oneOf(List.of(values)));
    }
  }

  private static JsonObject api(Seeded seeded, boolean webSocket) {
    JsonObject api =
        new JsonObject().put("name", "n").put("protocolType", webSocket ? "WEBSOCKET" : "HTTP");
    maybe(seeded, api, "description", "", "d");
    maybe(seeded, api, "disableExecuteApiEndpoint", true, false);
    maybe(seeded, api, "ipAddressType", "ipv4", "dualstack");
    maybe(seeded, api, "tags", Map.of(), Map.of("a", "b"));
    maybe(seeded, api, "version", "1");
    maybe(
        seeded,
        api,
        "apiKeySelectionExpression",
        "$request.header.x-api-key",
        "$context.authorizer.usageIdentifierKey");
    if (webSocket) {
      api.put("routeSelectionExpression", "$request.body.action");
      maybe(seeded, api, "disableSchemaValidation", true, false);
    } else {
      maybe(
          seeded,
          api,
          "routeSelectionExpression",
          "${request.method} ${request.path}",
          "$request.method $request.path");
      maybe(
          seeded,
          api,
          "corsConfiguration",
          Map.of("allowOrigins", List.of("*"), "maxAge", 5),
          Map.of("allowCredentials", true, "allowOrigins", List.of("https://a")));
    }
    return api;
  }

  private static JsonObject domainName(Seeded seeded) {
    JsonObject configuration =
        new JsonObject().put("certificateArn", "arn:aws:acm:us-east-1:0:certificate/c");
    maybe(seeded, configuration, "certificateName", "", "n");
    maybe(seeded, configuration, "endpointType", "REGIONAL");
    maybe(seeded, configuration, "ipAddressType", "ipv4", "dualstack");
    maybe(seeded, configuration, "ownershipVerificationCertificateArn", "", "a");
    maybe(seeded, configuration, "securityPolicy", "TLS_1_0", "TLS_1_2");
    JsonObject domainName =
        new JsonObject()
            .put("domainName", "*.example.com")
            .put("domainNameConfigurations", new JsonArray().add(configuration));
    maybe(
        seeded,
        domainName,
        "mutualTlsAuthentication",
        Map.of("truststoreUri", ""),
        Map.of("truststoreUri", "s3://b/k", "truststoreVersion", ""),
        Map.of("truststoreUri", "s3://b/k", "truststoreVersion", "1"));
    maybe(seeded, domainName, "routingMode", "API_MAPPING_ONLY", "ROUTING_RULE_THEN_API_MAPPING");
    maybe(seeded, domainName, "tags", Map.of("a", "b"));
    return domainName;
  }

  private static JsonObject vpcLink(Seeded seeded) {
    JsonObject link =
        new JsonObject().put("name", "link").put("subnetIds", new JsonArray().add("subnet-a"));
    maybe(seeded, link, "securityGroupIds", List.of(), List.of("sg-b", "sg-a"));
    maybe(seeded, link, "tags", Map.of("a", "b"));
    return link;
  }

  private static JsonObject mapping(Seeded seeded, String api) {
    String id = api.substring(api.lastIndexOf('/') + 1);
    JsonObject mapping = new JsonObject().put("apiId", id).put("stage", "$default");
    mapping.put("apiMappingKey", id);
    maybe(seeded, mapping, "apiMappingKey", "a" + id, "$-_.+!*'()" + id);
    return mapping;
  }

  private static JsonObject integration(Seeded seeded, boolean webSocket) {
    String type =
        seeded.oneOf(
            webSocket
                ? List.of("AWS", "HTTP", "MOCK", "HTTP_PROXY", "AWS_PROXY")
                : List.of("HTTP_PROXY", "AWS_PROXY"));
    JsonObject integration = new JsonObject().put("integrationType", type);
    if (!type.equals("MOCK")) {
      integration.put("integrationUri", type.startsWith("AWS") ? LAMBDA : "http://a/");
    }
    if (type.startsWith("HTTP")) {
      integration.put("integrationMethod", "GET");
    }
    maybe(seeded, integration, "connectionType", "INTERNET", "VPC_LINK");
    maybe(seeded, integration, "connectionId", "c");
    maybe(seeded, integration, "credentialsArn", "arn:aws:iam::000000000000:role/r");
    maybe(seeded, integration, "description", "", "d");
    maybe(seeded, integration, "passthroughBehavior", "WHEN_NO_MATCH", "NEVER");
    maybe(seeded, integration, "payloadFormatVersion", "1.0");
    maybe(seeded, integration, "requestParameters", Map.of("integration.request.header.a", "'b'"));
    maybe(seeded, integration, "timeoutInMillis", 50, 29_000);
    if (webSocket) {
      maybe(seeded, integration, "contentHandlingStrategy", "", "CONVERT_TO_TEXT");
      maybe(seeded, integration, "requestTemplates", Map.of("a", "", "b", "{}"), Map.of());
      maybe(seeded, integration, "templateSelectionExpression", "\\$default");
    } else {
      maybe(seeded, integration, "responseParameters", Map.of("200", Map.of("a", "b")));
      maybe(seeded, integration, "tlsConfig", Map.of("serverNameToVerify", "a"));
    }
    return integration;
  }

  private static JsonObject route(Seeded seeded, boolean webSocket, int number, String target) {
    boolean connect = webSocket && number == 0;
    String key = connect ? "$connect" : webSocket ? "k" + number : "GET /a/{b}/" + number;
    JsonObject route = new JsonObject().put("routeKey", key);
    maybe(seeded, route, "operationName", "o");
    maybe(seeded, route, "target", target);
    if (webSocket) {
      maybe(seeded, route, "apiKeyRequired", true, false);
      maybe(seeded, route, "modelSelectionExpression", "$request.body.x");
      maybe(seeded, route, "requestModels", Map.of("$default", "m"));
      maybe(seeded, route, "routeResponseSelectionExpression", "$default");
    }
    if (connect) {
      maybe(
          seeded,
          route,
          "requestParameters",
          Map.of("route.request.querystring.a", Map.of("required", true)));
    }
    if (connect || !webSocket) {
      String type = seeded.oneOf(List.of("NONE", "AWS_IAM", webSocket ? "CUSTOM" : "JWT"));
      route.put("authorizationType", type);
      if (type.equals("JWT")) {
        maybe(seeded, route, "authorizationScopes", new JsonArray().add("s"));
      }
    }
    return route;
  }

  private static JsonObject authorizer(Seeded seeded, boolean webSocket) {
    JsonObject authorizer = new JsonObject().put("name", "a");
    if (webSocket) {
      authorizer.put("authorizerType", "REQUEST").put("authorizerUri", LAMBDA);
      maybe(seeded, authorizer, "authorizerCredentialsArn", "arn:aws:iam::000000000000:role/r");
      maybe(seeded, authorizer, "identityValidationExpression", "a.*");
      maybe(
          seeded,
          authorizer,
          "identitySource",
          new JsonArray().add("route.request.header.A").add("context.routeKey"),
          new JsonArray().add(""));
      return authorizer;
    }
    return authorizer
        .put("authorizerType", "JWT")
        .put("identitySource", new JsonArray().add("$request.header.Authorization"))
        .put(
            "jwtConfiguration",
            Map.of("audience", List.of("a", "b"), "issuer", "https://issuer.example.com/x"));
  }

  private static JsonObject model(Seeded seeded) {
    JsonObject model = new JsonObject().put("name", "m").put("schema", "{ \"type\" :\"object\"}");
    maybe(seeded, model, "contentType", "", "application/json");
    maybe(seeded, model, "description", "", "d");
    return model;
  }

  private static JsonObject response(Seeded seeded) {
    JsonObject response = new JsonObject();
    response.put("integrationResponseKey", seeded.oneOf(List.of("$default", "/2\\d\\d/", "404")));
    maybe(seeded, response, "contentHandlingStrategy", "", "CONVERT_TO_BINARY");
    maybe(
        seeded,
        response,
        "responseParameters",
        Map.of("method.response.header.a", "integration.response.body.a[?(@.n > 1)].b"));
    maybe(seeded, response, "responseTemplates", Map.of("a", "", "b", "{}", "c", "é😀"));
    maybe(seeded, response, "templateSelectionExpression", "$x");
    return response;
  }

  private static JsonObject routeResponse(Seeded seeded) {
    JsonObject response = new JsonObject().put("routeResponseKey", "$default");
    maybe(seeded, response, "modelSelectionExpression", "$x");
    maybe(seeded, response, "responseModels", Map.of("a", "m"));
    maybe(seeded, response, "responseParameters", Map.of("a", Map.of("required", false)));
    return response;
  }
}
