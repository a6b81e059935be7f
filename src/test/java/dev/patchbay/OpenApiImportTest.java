package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** OpenAPI documents that become HTTP APIs, as the SDK sends them. */
class OpenApiImportTest {

  private static final String FULL =
      """
      openapi: 3.0.1
      info: {title: pets, version: 1.0, description: all of them}
      servers:
        - url: https://example.com/{basePath}
          variables: {basePath: {default: v1}}
          x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}
      tags:
        - {name: team, x-amazon-apigateway-tag-value: blue}
        - {name: empty}
      x-amazon-apigateway-importexport-version: 1.0
      x-amazon-apigateway-cors:
        allowOrigins: ['https://example.com']
        allowMethods: [get, PUT]
        allowCredentials: true
        maxAge: 600
      security:
        - jwt: [read]
      paths:
        /pets:
          get:
            operationId: listPets
            parameters: [{name: a, in: query, schema: {type: string}}]
            responses: {'200': {description: ok}}
            x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/pets'}
          post:
            security: [{function: []}]
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
            x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/pets'}
        /pets/{petId}:
          delete:
            security: [{signed: []}]
            x-amazon-apigateway-integration:
              type: http_proxy
              httpMethod: ANY
              uri: https://example.com/{petId}
              payloadFormatVersion: 1.0
              timeoutInMillis: 5000
              requestParameters: {'append:header.a': $request.header.b}
              responseParameters: {200: {'overwrite:header.c': d}}
          x-amazon-apigateway-any-method:
            x-amazon-apigateway-auth: {type: NONE}
        $default:
          x-amazon-apigateway-any-method:
            isDefaultRoute: true
            security: []
      components:
        schemas: {Pet: {type: object}}
        securitySchemes:
          jwt:
            type: oauth2
            x-amazon-apigateway-authorizer:
              type: jwt
              identitySource: $request.header.Authorization
              jwtConfiguration: {issuer: https://issuer.example.com, audience: [a, b]}
          function:
            type: apiKey
            x-amazon-apigateway-authorizer:
              type: request
              authorizerUri: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:${AWS::AccountId}:function:f/invocations
              authorizerPayloadFormatVersion: 2.0
              enableSimpleResponses: true
              authorizerResultTtlInSeconds: 30
              identitySource: $request.header.a, $request.querystring.b
          signed: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
        x-amazon-apigateway-integrations:
          pets: {type: AWS_PROXY, uri: 'arn:aws:lambda:us-east-1:000000000000:function:f', payloadFormatVersion: 2.0}
      """;

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  private Map<String, Route> routes(String api) {
    return aws.getRoutes(r -> r.apiId(api)).items().stream()
        .collect(Collectors.toMap(Route::routeKey, each -> each));
  }

  private static <T> T named(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static String document(String paths) {
    return "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths:\n" + paths.indent(2);
  }

  @Test
  void aDocumentBecomesAnApiWithAllItsParts() {
    ImportApiResponse api = aws.importApi(i -> i.body(FULL));

    assertThat(api.name()).isEqualTo("pets");
    assertThat(api.version()).isEqualTo("1.0");
    assertThat(api.description()).isEqualTo("all of them");
    assertThat(api.protocolType()).isEqualTo(ProtocolType.HTTP);
    assertThat(api.disableExecuteApiEndpoint()).isTrue();
    assertThat(api.tags()).isEqualTo(Map.of("team", "blue", "empty", ""));
    assertThat(api.corsConfiguration().allowMethods()).containsExactly("get", "PUT");
    assertThat(api.corsConfiguration().maxAge()).isEqualTo(600);
    assertThat(api.importInfo())
        .containsExactly(
            "HTTP APIs ignore these parts of the document: components.schemas, parameters,"
                + " requestBody");
    assertThat(api.warnings())
        .containsExactly("Parse issue: attribute paths. Resource $default should start with /");
    Map<String, Route> routes = routes(api.apiId());
    assertThat(routes.keySet())
        .containsExactlyInAnyOrder(
            "GET /pets", "POST /pets", "DELETE /pets/{petId}", "ANY /pets/{petId}", "$default");
    assertThat(named(routes, "GET /pets").operationName()).isEqualTo("listPets");
    assertThat(named(routes, "GET /pets").authorizationScopes()).containsExactly("read");
    assertThat(named(routes, "GET /pets").authorizationType()).isEqualTo(AuthorizationType.JWT);
    assertThat(named(routes, "POST /pets").authorizationType()).isEqualTo(AuthorizationType.CUSTOM);
    assertThat(named(routes, "POST /pets").target()).isEqualTo(named(routes, "GET /pets").target());
    assertThat(named(routes, "DELETE /pets/{petId}").authorizationType())
        .isEqualTo(AuthorizationType.AWS_IAM);
    assertThat(named(routes, "$default").authorizationType()).isEqualTo(AuthorizationType.NONE);
  }

  @Test
  void authorizersAndIntegrationsAreAsTheExtensionsSay() {
    String api = aws.importApi(i -> i.body(FULL)).apiId();

    Map<String, Authorizer> authorizers =
        aws.getAuthorizers(a -> a.apiId(api)).items().stream()
            .collect(Collectors.toMap(Authorizer::name, each -> each));
    assertThat(authorizers.keySet()).containsExactlyInAnyOrder("jwt", "function");
    assertThat(named(authorizers, "jwt").authorizerType()).isEqualTo(AuthorizerType.JWT);
    assertThat(named(authorizers, "jwt").jwtConfiguration().audience()).containsExactly("a", "b");
    Authorizer function = named(authorizers, "function");
    assertThat(function.authorizerUri())
        .startsWith("arn:aws:apigateway:us-east-1:lambda")
        .contains(":000000000000:");
    assertThat(function.authorizerPayloadFormatVersion()).isEqualTo("2.0");
    assertThat(function.authorizerResultTtlInSeconds()).isEqualTo(30);
    assertThat(function.identitySource())
        .containsExactlyInAnyOrder("$request.header.a", "$request.querystring.b");
    List<Integration> integrations = aws.getIntegrations(i -> i.apiId(api)).items();
    assertThat(integrations).hasSize(2);
    Integration http =
        integrations.stream()
            .filter(each -> each.integrationType() == IntegrationType.HTTP_PROXY)
            .findFirst()
            .orElseThrow();
    assertThat(http.payloadFormatVersion()).isEqualTo("1.0");
    assertThat(http.timeoutInMillis()).isEqualTo(5000);
    assertThat(http.requestParameters()).containsEntry("append:header.a", "$request.header.b");
    assertThat(http.responseParameters().get("200")).containsEntry("overwrite:header.c", "d");
  }

  @ParameterizedTest
  @CsvSource({"ignore, GET /e", "prepend, GET /a/b/c/e", "split, GET /b/c/e"})
  void theBasePathBeginsTheKeysOfRoutesAsAsked(String basePath, String key) {
    String document = document("/e: {get: {}}") + "servers: [{url: 'https://example.com/a/b/c'}]";
    String api = aws.importApi(i -> i.body(document).basepath(basePath)).apiId();
    assertThat(routes(api).keySet()).containsExactly(key);
  }

  @Test
  void warningsFailAnImportThatAsksForThatAndNothingIsMade() {
    int before = aws.getApis().items().size();
    String missing =
        document(
            """
            /update:
              get:
                responses:
                  200: {content: {application/json: {schema: {$ref: '#/components/schemas/X'}}}}
            """);

    assertThatThrownBy(() -> aws.importApi(i -> i.body(missing).failOnWarnings(true)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(
            "Warnings found during import:\n\tParse issue: attribute paths.'/update'(get)"
                + ".responses.200.content.schema.#/components/schemas/X is missing");
    assertThat(aws.getApis().items()).hasSize(before);
    assertThat(routes(aws.importApi(i -> i.body(missing)).apiId()).keySet())
        .containsExactly("GET /update");
  }

  @Test
  void aRouteIsNeverLessProtectedThanItsOperation() {
    String document =
        document("/a: {get: {security: [{broken: []}]}}\n/b: {get: {security: [{none: []}]}}")
            + """
            components:
              securitySchemes:
                broken:
                  x-amazon-apigateway-authorizer: {type: jwt, identitySource: $request.header.A}
            """;
    ImportApiResponse api = aws.importApi(i -> i.body(document));
    assertThat(routes(api.apiId())).isEmpty();
    assertThat(api.warnings()).hasSize(3);
    assertThat(api.warnings().toString())
        .contains(
            "Unable to create Authorizer 'broken': JwtConfiguration must not be null",
            "Unable to create Route 'GET /a'",
            "Unable to create Route 'GET /b'");
  }

  @Test
  void aReimportReplacesTheApiAndKeepsItsStages() {
    String api = aws.importApi(i -> i.body(FULL)).apiId();
    aws.createStage(s -> s.apiId(api).stageName("prod"));
    String kept = named(routes(api), "GET /pets").routeId();

    ReimportApiResponse replaced =
        aws.reimportApi(
            r ->
                r.apiId(api)
                    .body(
                        document(
                            "/pets: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: 'https://example.com'}}}\n/new: {get: {}}")));

    assertThat(replaced.name()).isEqualTo("t");
    assertThat(replaced.description()).isNull();
    assertThat(replaced.corsConfiguration()).isNull();
    assertThat(replaced.tags()).isEqualTo(Map.of("team", "blue", "empty", ""));
    assertThat(routes(api).keySet()).containsExactlyInAnyOrder("GET /pets", "GET /new");
    assertThat(named(routes(api), "GET /pets").routeId()).isEqualTo(kept);
    assertThat(aws.getAuthorizers(a -> a.apiId(api)).items()).isEmpty();
    assertThat(aws.getIntegrations(i -> i.apiId(api)).items()).hasSize(1);
    assertThat(aws.getStages(s -> s.apiId(api)).items()).hasSize(1);
  }

  @Test
  void aRefusedReimportChangesNothing() {
    String api = aws.importApi(i -> i.body(FULL)).apiId();
    GetApiResponse before = aws.getApi(a -> a.apiId(api));
    Map<String, Route> routes = routes(api);
    String twice = "/a: {get: {security: [{a: []}, {b: []}]}}";

    for (String document :
        List.of("{", "swagger: '2.0'", "openapi: 3.1.0", document(twice), document("a: 1"))) {
      assertThatThrownBy(
              () -> aws.reimportApi(r -> r.apiId(api).body(document).failOnWarnings(true)))
          .isInstanceOf(BadRequestException.class);
    }
    assertThat(aws.getApi(a -> a.apiId(api)).toString()).isEqualTo(before.toString());
    assertThat(routes(api)).isEqualTo(routes);
  }

  @Test
  void anExportHasTheImportedResources() {
    String api = aws.importApi(i -> i.body(FULL)).apiId();
    JsonObject exported =
        new JsonObject(
            aws.exportApi(e -> e.apiId(api).specification("OAS30").outputType("JSON"))
                .body()
                .asUtf8String());
    assertThat(exported.getString("openapi")).isEqualTo("3.0.1");
    assertThat(exported.getJsonObject("paths").fieldNames())
        .containsExactly("/$default", "/pets", "/pets/{petId}");
    assertThat(
            exported
                .getJsonObject("paths")
                .getJsonObject("/pets")
                .getJsonObject("get")
                .getJsonArray("security")
                .encode())
        .isEqualTo("[{\"jwt\":[\"read\"]}]");
    String plain =
        aws.exportApi(
                e ->
                    e.apiId(api).specification("OAS30").outputType("YAML").includeExtensions(false))
            .body()
            .asUtf8String();
    assertThat(plain).contains("openapi: 3.0.1").doesNotContain("x-amazon");
  }

  @Test
  void anExportOfAStageIsOfItsDeployment() {
    String api = aws.importApi(i -> i.body(document("/a: {get: {}}"))).apiId();
    String deployment = aws.createDeployment(d -> d.apiId(api)).deploymentId();
    aws.createStage(s -> s.apiId(api).stageName("prod").deploymentId(deployment));
    aws.reimportApi(r -> r.apiId(api).body(document("/b: {get: {}}")));

    assertThat(
            aws.exportApi(
                    e -> e.apiId(api).specification("OAS30").outputType("JSON").stageName("prod"))
                .body()
                .asUtf8String())
        .contains("\"/a\"")
        .doesNotContain("\"/b\"");
    assertThatThrownBy(
            () ->
                aws.exportApi(
                    e -> e.apiId(api).specification("OAS30").outputType("JSON").stageName("x")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whatIsNoHttpApiIsRefused() {
    String api =
        aws.createApi(
                a ->
                    a.name("w")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.a"))
            .apiId();
    assertThatThrownBy(() -> aws.reimportApi(r -> r.apiId(api).body(FULL)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("WEBSOCKET");
    assertThatThrownBy(
            () -> aws.exportApi(e -> e.apiId(api).specification("OAS30").outputType("JSON")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("WEBSOCKET");
    assertThatThrownBy(() -> aws.reimportApi(r -> r.apiId("none").body(FULL)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> aws.exportApi(e -> e.apiId("none").specification("OAS30").outputType("JSON")))
        .isInstanceOf(NotFoundException.class);
  }
}
