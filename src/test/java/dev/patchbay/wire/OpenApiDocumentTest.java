package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentTest {

  @TempDir private static Path directory;
  private static SwaggerParseResult parsed;
  private static final Map<String, Operation> OPERATIONS = new TreeMap<>();
  private static final Map<String, String> ROUTES = new TreeMap<>();

  @BeforeAll
  static void parse() throws IOException {
    Files.createDirectory(directory.resolve("schemas"));
    for (Map.Entry<String, String> schema :
        RequestSchemas.load(ApiGatewayTypes.ALL).documents().entrySet()) {
      Files.writeString(
          directory.resolve(SchemaDocuments.path(schema.getKey())), schema.getValue());
    }
    Path document = directory.resolve("openapi.json");
    Files.write(document, OpenApiDocument.encode(ApiGatewayTypes.ALL));
    parsed = read(document);
    OpenAPI openApi = parsed.getOpenAPI();
    openApi.getPaths().forEach(OpenApiDocumentTest::addOperations);
  }

  /** Without this, a parser that never looks at a reference would find the document valid. */
  @Test
  void theParserMissesSchemasThatAreNotThere(@TempDir Path elsewhere) throws IOException {
    Path document = elsewhere.resolve("openapi.json");
    JsonObject openApi = new JsonObject(Buffer.buffer(OpenApiDocument.encode(ApiGatewayTypes.ALL)));
    openApi.getJsonObject("paths").fieldNames().removeIf(path -> !path.equals("/v2/apis/{apiId}"));
    Files.writeString(document, openApi.encode());

    assertThat(read(document).getMessages()).isNotEmpty();
  }

  private static SwaggerParseResult read(Path document) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return new OpenAPIV3Parser().readLocation(document.toString(), null, options);
  }

  private static void addOperations(String path, PathItem item) {
    item.readOperationsMap()
        .forEach(
            (method, operation) -> {
              OPERATIONS.put(operation.getOperationId(), operation);
              ROUTES.put(operation.getOperationId(), method + " " + path);
            });
  }

  @Test
  void isValid() {
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.isOpenapi31()).isTrue();
  }

  @Test
  void hasTheOperationsOfTheTable() {
    List<String> names =
        Stream.concat(
                ApiGatewayTypes.ALL.operations().stream().map(each -> each.name()),
                Stream.of(
                    "GetChanges",
                    "GetDomainNameChanges",
                    "GetPortalChanges",
                    "GetPortalProductChanges",
                    "GetVpcLinkChanges"))
            .toList();

    assertThat(OPERATIONS.keySet()).hasSize(115).containsExactlyInAnyOrderElementsOf(names);
    assertThat(ROUTES)
        .containsEntry(
            "UpdateIntegrationResponse",
            "PATCH /v2/apis/{apiId}/integrations/{integrationId}"
                + "/integrationresponses/{integrationResponseId}")
        .containsEntry("GetRoutes", "GET /v2/apis/{apiId}/routes")
        .containsEntry("GetChanges", "GET /patchbay/v1/apis/{apiId}/changes")
        .containsEntry(
            "EvaluateIntegrationResponses",
            "POST /patchbay/v1/apis/{apiId}/integrations/{integrationId}/evaluations");
  }

  @Test
  void declaresRequestsAndAnswersOfEachOperation() {
    assertThat(parameters("UpdateIntegrationResponse"))
        .containsExactly("apiId", "integrationId", "integrationResponseId", "If-Match");
    assertThat(parameters("GetRoutes")).containsExactly("apiId", "maxResults", "nextToken");
    assertThat(parameters("CreateApi")).isEmpty();
    assertThat(parameters("GetChanges"))
        .containsExactly("apiId", "after", "maxResults", "nextToken", "Last-Event-ID");
    assertThat(operation("GetChanges").getResponses().keySet())
        .containsExactlyInAnyOrder("200", "400", "404", "410", "429", "503");
    assertThat(parameters("EvaluateIntegrationResponses"))
        .containsExactly("apiId", "integrationId");
    assertThat(operation("EvaluateIntegrationResponses").getRequestBody().getRequired()).isTrue();
    assertThat(operation("EvaluateIntegrationResponses").getResponses().keySet())
        .containsExactlyInAnyOrder("200", "400", "404", "413", "429", "503");
    assertThat(parameters("PostToConnection"))
        .containsExactly("apiId", "stageName", "connectionId");
    assertThat(operation("PostToConnection").getRequestBody().getRequired()).isTrue();
    assertThat(operation("PostToConnection").getResponses().keySet())
        .containsExactlyInAnyOrder("204", "400", "404", "410", "413", "429", "503");
    assertThat(operation("UpdateIntegrationResponse").getResponses().keySet())
        .containsExactlyInAnyOrder("200", "400", "404", "409", "412", "429");
    assertThat(operation("GetApi").getResponses().keySet())
        .containsExactlyInAnyOrder("200", "404", "429");
    assertThat(operation("GetApis").getResponses().keySet())
        .containsExactlyInAnyOrder("200", "400", "404", "429");
    assertThat(operation("DeleteApi").getResponses().keySet())
        .containsExactlyInAnyOrder("204", "404", "409", "412", "429");
    assertThat(operation("CreateApi").getResponses().keySet())
        .containsExactlyInAnyOrder("201", "400", "404", "409", "429");
    assertThat(operation("DeleteApi").getResponses())
        .hasEntrySatisfying("204", response -> assertThat(response.getContent()).isNull());
    assertThat(operation("GetApi").getResponses().values())
        .filteredOn(response -> response.getHeaders() != null)
        .singleElement()
        .satisfies(
            response ->
                assertThat(response.getHeaders()).containsOnlyKeys("x-amzn-RequestId", "ETag"));
  }

  private static List<String> parameters(String operationId) {
    return operation(operationId).getParameters().stream().map(Parameter::getName).toList();
  }

  private static Operation operation(String operationId) {
    return Objects.requireNonNull(OPERATIONS.get(operationId), operationId);
  }

  @Test
  void namesOnlySchemasThatAreServed() {
    Matcher references =
        Pattern.compile("\"\\./schemas/([A-Za-z]+)\\.json\"")
            .matcher(new String(OpenApiDocument.encode(ApiGatewayTypes.ALL), UTF_8));

    assertThat(references.results().map(result -> result.group(1)).distinct().toList())
        .hasSize(65)
        .allMatch(RequestSchemas.load(ApiGatewayTypes.ALL).documents()::containsKey);
  }
}
