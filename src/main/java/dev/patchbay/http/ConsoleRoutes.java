package dev.patchbay.http;

import dev.patchbay.console.ConsoleFile;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console, below {@code /console/}. They hold no data of an account, so they need
 * no signature; the console signs its requests to the API.
 */
final class ConsoleRoutes {

  static final String PATH = "/console/";

  private static final int NOT_MODIFIED = 304;
  private static final int PERMANENT_REDIRECT = 308;

  /** Only files of the same origin run or style; nothing is framed, submitted or embedded. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'%s;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ConsoleAccess access;

  ConsoleRoutes(ConsoleAccess access) {
    this.access = access;
  }

  void mount(Router router, AnswerWriter answers) {
    router
        .get("/console")
        .handler(
            context -> {
              boolean exact = context.request().path().equals("/console");
              if (!exact) {
                context.next();
                return;
              }
              context
                  .response()
                  .setStatusCode(PERMANENT_REDIRECT)
                  .putHeader(HttpHeaders.LOCATION, PATH);
              answers.write(context, Future.succeededFuture(Buffer.buffer()));
            });
    router
        .get(PATH + "*")
        .handler(context -> answers.write(context, Future.succeededFuture(answer(context))));
  }

  private @Nullable Buffer answer(RoutingContext context) {
    ConsoleFile file = access.files().get(context.request().path().substring(PATH.length()));
    if (file == null) {
      throw ErrorHandler.unknownPath();
    }
    HttpServerResponse response = context.response();
    MultiMap asked = context.request().headers();
    // A browser asks again each time, and so never mixes the files of two versions.
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.ETAG, file.entityTag())
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .putHeader("Content-Security-Policy", policy())
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (names(asked, HttpHeaders.IF_NONE_MATCH, file.entityTag())) {
      response.setStatusCode(NOT_MODIFIED);
      return null;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
    if (names(asked, HttpHeaders.ACCEPT_ENCODING, "gzip")) {
      // Weak, for it names two encodings of one content.
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      return Buffer.buffer(file.gzip());
    }
    return Buffer.buffer(file.plain());
  }

  private static boolean names(MultiMap headers, CharSequence header, String value) {
    return headers.getAll(header).stream().anyMatch(text -> text.contains(value));
  }

  private String policy() {
    String sockets = access.gateway().get().map(address -> " " + origin(address)).orElse("");
    return POLICY.formatted(sockets);
  }

  private static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
