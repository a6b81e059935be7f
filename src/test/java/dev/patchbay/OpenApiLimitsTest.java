package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiDefinition;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.openapi.ApiReader;
import dev.patchbay.openapi.BasePath;
import dev.patchbay.testkit.PatchbayServerExtension;
import dev.patchbay.wire.RequestSchemas;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** How large OpenAPI documents, and the APIs that they make or show, may be. */
class OpenApiLimitsTest {

  private static final String HEAD = "openapi: 3.0.0\ninfo: {title: t}\n";

  private static final ApiReader READER =
      new ApiReader("us-east-1", RequestSchemas.load(ApiGatewayTypes.ALL)::check);

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY =
      PatchbayServerExtension.with("PATCHBAY_MAX_CHILDREN", "4000");

  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  private static ApiDefinition read(String text) {
    return READER.read(text, "000000000000", BasePath.IGNORE);
  }

  private static String paths(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "  /p" + i + ": {get: {}}\n")
        .collect(Collectors.joining("", HEAD + "paths:\n", ""));
  }

  private static void assertRefused(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("Errors found during import:")
        .hasMessageContaining(problem);
  }

  @Test
  void aliasesDoNotMultiplyValues() {
    StringBuilder bomb = new StringBuilder(HEAD + "x-0: &a0 [a, a, a, a, a, a, a, a, a, a]\n");
    for (int i = 1; i < 9; i++) {
      String one = "*a" + (i - 1);
      String ten = String.join(", ", one, one, one, one, one, one, one, one, one, one);
      bomb.append("x-%d: &a%d [%s]\n".formatted(i, i, ten));
    }
    assertRefused(bomb.toString(), "values");
  }

  @Test
  void jsonHasAsManyValuesAsYaml() {
    String values = "1,".repeat(Limit.OPENAPI_VALUES.intValue()) + "1";
    assertRefused("{\"openapi\": \"3.0.0\", \"x-a\": [" + values + "]}", "too many values");
  }

  @Test
  void aDeepDocumentIsRefused() {
    assertRefused(HEAD + "x-a: " + "[".repeat(200) + "]".repeat(200), "deeper");
    assertRefused("{\"x-a\": " + "[".repeat(200) + "]".repeat(200) + "}", "deeper");
  }

  @Test
  void anAliasInsideItsAnchorIsRefused() {
    assertRefused(HEAD + "x-a: &a [*a]\n", "");
  }

  @Test
  void aDocumentOfTheLargestBodyIsReadBeforeItIsRefused() {
    assertThat(read(paths(2_000)).routes()).hasSize(2_000);
    assertRefused(paths(Limit.OPENAPI_RESOURCES.intValue() + 1), "operations");
  }

  @Test
  void noReferenceIsFetched() {
    String remote = "{$ref: 'http://127.0.0.1:1/a.yaml'}";
    ApiDefinition definition =
        read(
            HEAD
                + "paths:\n  /a: %s\n  /b: {get: {x-amazon-apigateway-integration: %s}}\n"
                    .formatted(remote, remote));
    assertThat(definition.routes()).hasSize(1);
    assertThat(definition.integrations()).isEmpty();
    assertThat(definition.warnings()).hasSize(2);
  }

  @Test
  void moreWarningsThanAnAuthorReadsAreCounted() {
    int most = Limit.OPENAPI_WARNINGS.intValue();
    String parts =
        IntStream.range(0, most + 2)
            .mapToObj(i -> "  /p%d: {$ref: 'http://127.0.0.1:1/a.yaml'}\n".formatted(i))
            .collect(Collectors.joining("", HEAD + "paths:\n", ""));
    assertThat(read(parts).warnings()).hasSize(most + 1).endsWith("2 more warnings are left out");
  }

  @Test
  void anImportOfTheMostResourcesIsStoredAndExported() {
    int most = Limit.OPENAPI_RESOURCES.intValue();
    String api = aws.importApi(i -> i.body(paths(most))).apiId();
    assertThat(
            aws.exportApi(e -> e.apiId(api).specification("OAS30").outputType("JSON"))
                .body()
                .asUtf8String())
        .contains("\"/p" + (most - 1) + "\"");
    aws.createRoute(r -> r.apiId(api).routeKey("GET /one/more"));
    assertThatThrownBy(
            () -> aws.exportApi(e -> e.apiId(api).specification("OAS30").outputType("JSON")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("at most " + most);
    assertThatThrownBy(() -> aws.reimportApi(r -> r.apiId(api).body(paths(1))))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void apisWithTooManyBytesAreNotRead() {
    String api = aws.createApi(a -> a.name("n").protocolType(ProtocolType.HTTP)).apiId();
    String text = "x".repeat(500);
    java.util.Map<String, String> parameters =
        IntStream.range(0, 100)
            .boxed()
            .collect(Collectors.toMap(i -> "append:header.h" + i, i -> text));
    long stored = 0;
    while (stored <= Limit.OPENAPI_BYTES.value()) {
      aws.createIntegration(
          i ->
              i.apiId(api)
                  .integrationType("HTTP_PROXY")
                  .integrationMethod("GET")
                  .integrationUri("https://example.com")
                  .requestParameters(parameters));
      stored += 50_000;
    }
    assertThatThrownBy(
            () -> aws.exportApi(e -> e.apiId(api).specification("OAS30").outputType("JSON")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void moreThanACollectionTakesIsRefusedWhole() {
    int before = aws.getApis().items().size();
    String authorizers =
        IntStream.range(0, 11)
            .mapToObj(
                i ->
                    """
                        a%d:
                          x-amazon-apigateway-authorizer:
                            type: jwt
                            identitySource: $request.header.A
                            jwtConfiguration: {issuer: https://a.example.com, audience: [a]}
                    """
                        .formatted(i))
            .collect(Collectors.joining("", HEAD + "components:\n  securitySchemes:\n", ""));
    assertThatThrownBy(() -> aws.importApi(i -> i.body(authorizers)))
        .isInstanceOfSatisfying(
            ApiGatewayV2Exception.class,
            refused -> assertThat(refused.statusCode()).isEqualTo(429));
    assertThat(aws.getApis().items()).hasSize(before);
  }
}
