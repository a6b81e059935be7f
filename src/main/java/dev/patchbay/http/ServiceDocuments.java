package dev.patchbay.http;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.wire.OpenApiDocument;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ServiceIndex;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The schemas and the OpenAPI document, for users to read: {@code /schemas/{name}.json}, {@code
 * /openapi.json}, and {@code /} with links to them, as JSON or as a page for browsers. None of them
 * holds anything of an account, so none of them needs a signature.
 */
final class ServiceDocuments {

  private final Map<String, Buffer> schemas;
  private final Buffer openApi;
  private final Buffer index;
  private final Buffer page;

  ServiceDocuments(ResourceTypes types, RequestSchemas schemas, boolean console) {
    this.schemas =
        schemas.documents().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    document -> document.getKey() + ".json",
                    document -> Buffer.buffer(document.getValue())));
    this.openApi = Buffer.buffer(OpenApiDocument.encode(types));
    Map<String, String> links = new LinkedHashMap<>();
    links.put("openapi", "/openapi.json");
    if (console) {
      links.put("console", ConsoleRoutes.PATH);
    }
    for (ResourceType root : types.servedRoots()) {
      links.put(root.collectionSegment(), Operation.of(root, LifecycleOperation.GET_ALL).path());
    }
    for (ResourceType root : types.servedRoots()) {
      links.put(link(root), Operation.changePages(root).path());
    }
    types.operation(Operation.EVALUATE).ifPresent(each -> links.put("evaluations", each.path()));
    types.operation(Operation.CONNECTIONS).ifPresent(each -> links.put("connections", each.path()));
    List<String> schemaPaths =
        this.schemas.keySet().stream().sorted().map(file -> "/schemas/" + file).toList();
    this.index = Buffer.buffer(ServiceIndex.encode(links, schemaPaths));
    this.page = Buffer.buffer(page(links, schemaPaths));
  }

  /** {@code changes} of an API, for example {@code domainNameChanges} of another root. */
  private static String link(ResourceType root) {
    String name = Operation.changePages(root).name().substring("Get".length());
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String page(Map<String, String> links, List<String> schemaPaths) {
    String items =
        links.entrySet().stream()
            .map(link -> "<dt>%s<dd>%s".formatted(link.getKey(), anchor(link.getValue())))
            .collect(Collectors.joining("\n"));
    String schemas =
        schemaPaths.stream().map(path -> "<li>" + anchor(path)).collect(Collectors.joining("\n"));
    return """
    <!DOCTYPE html>
    <html lang="en">
    <meta charset="utf-8">
    <title>Patchbay</title>
    <h1>Patchbay</h1>
    <p>The control plane of Amazon API Gateway v2, around integration responses. The AWS CLI and
    the AWS SDKs work with it: <code>aws apigatewayv2 get-apis --endpoint-url</code> and this
    address.</p>
    <dl>
    %s
    </dl>
    <h2>Schemas</h2>
    <ul>
    %s
    </ul>
    </html>
    """
        .formatted(items, schemas);
  }

  /** A template of a path leads nowhere. */
  private static String anchor(String path) {
    return path.contains("{")
        ? "<code>" + path + "</code>"
        : "<a href=\"%s\">%s</a>".formatted(path, path);
  }

  void mount(Router router, AnswerWriter answers) {
    router.get("/").handler(context -> root(context, answers));
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

  private void root(RoutingContext context, AnswerWriter answers) {
    context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    boolean browser =
        context.request().headers().getAll(HttpHeaders.ACCEPT).stream()
            .anyMatch(accepted -> accepted.contains("text/html"));
    if (!browser) {
      end(context, index, "application/json", answers);
      return;
    }
    context
        .response()
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .putHeader("X-Content-Type-Options", "nosniff");
    end(context, page, "text/html; charset=utf-8", answers);
  }

  private static void end(
      RoutingContext context, Buffer document, String contentType, AnswerWriter answers) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    answers.write(context, Future.succeededFuture(document));
  }
}
