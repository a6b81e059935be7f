package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;

/** Exports of imports, and documents of the shapes that tools write. */
class OpenApiRoundTripTest {

  private static final String PATH = "x-amazon-apigateway-";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  private String exported(String api, String outputType) {
    return aws.exportApi(e -> e.apiId(api).specification("OAS30").outputType(outputType))
        .body()
        .asUtf8String();
  }

  private String etag(String api) {
    return PATCHBAY.http().get("/v2/apis/" + api).etag();
  }

  private static JsonObject random(Seeded seeded) {
    JsonObject paths = new JsonObject();
    JsonObject shared =
        new JsonObject()
            .put("type", "aws_proxy")
            .put("uri", "arn:aws:lambda:us-east-1:000000000000:function:s")
            .put("payloadFormatVersion", "2.0");
    for (int i = 0; i < 1 + seeded.random().nextInt(6); i++) {
      JsonObject item = new JsonObject();
      for (String method : List.of("get", "post", "delete", PATH + "any-method")) {
        if (seeded.onceIn(2)) {
          item.put(method, operation(seeded));
        }
      }
      paths.put(seeded.onceIn(5) ? "/$default" : "/p" + i + "/{id}", item);
    }
    JsonObject jwt =
        new JsonObject()
            .put("type", "jwt")
            .put("identitySource", "$request.header.Authorization")
            .put(
                "jwtConfiguration",
                new JsonObject()
                    .put("issuer", "https://i.example.com")
                    .put("audience", new JsonArray().add("a")));
    return new JsonObject()
        .put("openapi", seeded.oneOf(List.of("3.0.0", "3.0.1", "3.0.3")))
        .put("info", new JsonObject().put("title", "t").put("version", "1.10"))
        .put("tags", new JsonArray().add(new JsonObject().put("name", "n")))
        .put("paths", paths)
        .put(
            "components",
            new JsonObject()
                .put(
                    "securitySchemes",
                    new JsonObject().put("j", new JsonObject().put(PATH + "authorizer", jwt)))
                .put(PATH + "integrations", new JsonObject().put("shared", shared)));
  }

  private static JsonObject operation(Seeded seeded) {
    JsonObject operation = new JsonObject();
    if (seeded.onceIn(2)) {
      operation.put("operationId", "o" + seeded.random().nextInt(9));
    }
    if (seeded.onceIn(3)) {
      JsonArray scopes = seeded.onceIn(2) ? new JsonArray().add("read") : new JsonArray();
      operation.put("security", new JsonArray().add(new JsonObject().put("j", scopes)));
    } else if (seeded.onceIn(3)) {
      operation.put(PATH + "auth", new JsonObject().put("type", "AWS_IAM"));
    }
    if (seeded.onceIn(3)) {
      String place = "#/components/" + PATH + "integrations/shared";
      operation.put(PATH + "integration", new JsonObject().put("$ref", place));
    } else if (seeded.onceIn(2)) {
      operation.put(
          PATH + "integration",
          new JsonObject()
              .put("type", "HTTP_PROXY")
              .put("httpMethod", "ANY")
              .put("uri", "https://example.com/" + seeded.random().nextInt(3))
              .put("payloadFormatVersion", "1.0")
              .put("timeoutInMillis", 50 + seeded.random().nextInt(1000)));
    }
    return operation;
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "YAML"})
  void anExportImportedAgainChangesNothing(String outputType) {
    Seeded.times(
        15,
        seeded -> {
          String api = aws.importApi(i -> i.body(random(seeded).encode())).apiId();
          String document = exported(api, outputType);
          String etag = etag(api);

          aws.reimportApi(r -> r.apiId(api).body(document));

          assertThat(etag(api)).isEqualTo(etag);
          assertThat(exported(api, outputType)).isEqualTo(document);
          String other = aws.importApi(i -> i.body(document)).apiId();
          assertThat(exported(other, outputType).replace(other, api)).isEqualTo(document);
          aws.deleteApi(d -> d.apiId(api));
          aws.deleteApi(d -> d.apiId(other));
        });
  }

  @Test
  void aDocumentReimportedOverAnotherIsAsIfItWereTheFirst() {
    Seeded.times(
        10,
        seeded -> {
          String second = random(seeded).encode();
          String api = aws.importApi(i -> i.body(random(seeded).encode())).apiId();
          aws.reimportApi(r -> r.apiId(api).body(second));
          String fresh = aws.importApi(i -> i.body(second)).apiId();
          assertThat(exported(api, "JSON")).isEqualTo(exported(fresh, "JSON").replace(fresh, api));
          aws.deleteApi(d -> d.apiId(api));
          aws.deleteApi(d -> d.apiId(fresh));
        });
  }

  static List<String> documents() {
    String head = "openapi: 3.0.3\ninfo: {title: shop, version: '1'}\n";
    List<String> all = new ArrayList<>();
    // Generators of servers and clients.
    all.add(head + "paths: {}\n");
    all.add(
        head + "servers: [{url: /api/v3}]\npaths: {/pet: {put: {tags: [pet], operationId: a}}}");
    all.add(head + "paths: {/a: {get: {deprecated: true, callbacks: {b: {}}}}}");
    all.add(head + "paths: {/a: {parameters: [{name: x, in: header}], summary: s, get: {}}}");
    all.add(head + "paths: {/a/b.{format}: {get: {}}}");
    all.add(head + "paths: {'/a/{b c}': {get: {}}, '/ok': {get: {}}}");
    all.add(head + "paths: {/a: {trace: {}}}");
    all.add(head + "paths: {/a: {$ref: other.yaml}}");
    all.add(
        head
            + "security: [{bearer: []}]\npaths: {/a: {get: {}}}\ncomponents: {securitySchemes: {bearer: {type: http, scheme: bearer}}}");
    all.add(head + "security: [{a: []}, {}]\npaths: {/a: {get: {}}}");
    all.add(head.replace("shop", "s".repeat(300)) + "paths: {/a: {get: {}}}");
    all.add(head + "paths: {/a: {get: {operationId: " + "o".repeat(200) + "}}}");
    // Deployment tools.
    all.add(head + "paths: {$default: {x-amazon-apigateway-any-method: {isDefaultRoute: true}}}");
    all.add(
        head
            + "paths: {'/{proxy+}': {x-amazon-apigateway-any-method: {x-amazon-apigateway-integration: {type: mock}}}}");
    all.add(head + "paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws, uri: x}}}}");
    all.add(
        head
            + "paths: {/a: {get: {x-amazon-apigateway-integration: {$ref: '#/components/none'}}}}");
    all.add(head + "paths: {/a: {get: {x-amazon-apigateway-integration: []}}}");
    all.add(
        head
            + "x-amazon-apigateway-cors: {allowOrigins: '*', allowCredentials: 'true'}\npaths: {}");
    all.add(head + "x-amazon-apigateway-cors: {allowOrigins: ['*'], maxAge: 5}\npaths: {}");
    // Texts that are not documents of OpenAPI 3.0.
    all.add("swagger: '2.0'\ninfo: {title: t}\npaths: {}");
    all.add("{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"t\"}, \"paths\": {}}");
    all.add("{\"openapi\": \"3.0.0\"}");
    all.add("{\"openapi\": \"3.0.0\", \"info\": [], \"paths\": {}}");
    all.add("{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"t\"}, \"paths\": []}");
    all.add("{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"t\"}, \"paths\": {\"/a\": 1}}");
    all.add("{\"openapi\": ");
    all.add("- a\n- b\n");
    all.add("<html></html>");
    all.add("");
    all.add("a: &a {b: *a}");
    all.add(head + "paths: {/a: {get: {}}, /a: {get: {}}}");
    all.add(head + "tags: [a]\npaths: {}");
    all.add(head + "servers: {a: b}\npaths: {}");
    return all;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void eachDocumentIsImportedOrRefusedAsABadRequestAndNothingIsHalfStored(String document) {
    int before = aws.getApis().items().size();
    ImportApiResponse[] made = new ImportApiResponse[1];
    Throwable refusal =
        catchThrowable(() -> made[0] = aws.importApi(i -> i.body(document).basepath("prepend")));
    if (refusal != null) {
      assertThat(refusal).isInstanceOf(BadRequestException.class);
      assertThat(refusal.getMessage())
          .containsAnyOf("Errors found during import:", "allow-credentials is not supported");
      assertThat(aws.getApis().items()).hasSize(before);
      return;
    }
    String api = made[0].apiId();
    aws.reimportApi(r -> r.apiId(api).body(exported(api, "YAML")));
    boolean warned = made[0].hasWarnings();
    Throwable failed =
        catchThrowable(
            () -> aws.reimportApi(r -> r.apiId(api).body(document).failOnWarnings(true)));
    assertThat(failed != null).isEqualTo(warned);
    aws.deleteApi(d -> d.apiId(api));
  }
}
