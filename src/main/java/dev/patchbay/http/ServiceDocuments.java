package dev.patchbay.http;

import dev.patchbay.wire.OpenApiDocument;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The schemas and the OpenAPI document, for users to read: {@code /schemas/{name}.json} and {@code
 * /openapi.json}.
 */
final class ServiceDocuments {

  private final Map<String, Buffer> schemas;
  private final Buffer openApi;

  ServiceDocuments(RequestSchemas schemas) {
    this.schemas =
        schemas.documents().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    document -> document.getKey() + ".json",
                    document -> Buffer.buffer(document.getValue())));
    this.openApi = Buffer.buffer(OpenApiDocument.encode());
  }

  void mount(Router router, AnswerWriter answers) {
    router
        .get("/openapi.json")
        .handler(context -> end(context, openApi, "application/json", answers));
    router
        .get("/schemas/:file")
        .handler(
            context -> {
              Buffer schema = schemas.get(context.pathParam("file"));
              if (schema == null) {
                throw ErrorHandler.unknownPath();
              }
              end(context, schema, "application/schema+json", answers);
            });
  }

  private static void end(
      RoutingContext context, Buffer document, String contentType, AnswerWriter answers) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    answers.write(context, Future.succeededFuture(document));
  }
}
