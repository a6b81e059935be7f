package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The mutations of a request besides its authorization. */
final class RequestMutations {
  private final List<Mutation> table = new ArrayList<>();

  static List<Mutation> table() {
    RequestMutations mutations = new RequestMutations();
    mutations.content();
    mutations.target();
    mutations.headers();
    return mutations.table;
  }

  private void content() {
    after("nothing", r -> {}, null);
    after("another method", r -> r.method = "PUT", AuthError.INVALID_SIGNATURE);
    after("method in lower case", r -> r.method = "patch", AuthError.INVALID_SIGNATURE);
    after("a method that is no token", r -> r.method = "PATCH\n/", AuthError.BAD_REQUEST);
    after("no method", r -> r.method = "", AuthError.BAD_REQUEST);
    after("one byte of the body", r -> r.body[2] ^= 1, AuthError.INVALID_SIGNATURE);
    after("no body", r -> r.body = new byte[0], AuthError.INVALID_SIGNATURE);
    after(
        "a blank after the body",
        r -> r.body = (text(r) + " ").getBytes(StandardCharsets.UTF_8),
        AuthError.INVALID_SIGNATURE);
  }

  private void target() {
    after("another id", r -> r.target = r.target.replace("i1", "i2"), AuthError.INVALID_SIGNATURE);
    after(
        "an escape decoded in the path",
        r -> r.target = r.target.replace("%24", "$"),
        AuthError.INVALID_SIGNATURE);
    after(
        "an escape encoded again",
        r -> r.target = r.target.replace("%24", "%2524"),
        AuthError.INVALID_SIGNATURE);
    after(
        "a slash at the end",
        r -> r.target = r.target.replace("default", "default/"),
        AuthError.INVALID_SIGNATURE);
    after("a dot segment", r -> r.target = r.target.replace("/i1", "/./i1"), AuthError.BAD_REQUEST);
    after(
        "a way round", r -> r.target = r.target.replace("/i1", "/x/../i1"), AuthError.BAD_REQUEST);
    after(
        "an encoded way round",
        r -> r.target = r.target.replace("/i1", "/x/%2e%2E/i1"),
        AuthError.BAD_REQUEST);
    after(
        "a doubled slash", r -> r.target = r.target.replace("/i1", "//i1"), AuthError.BAD_REQUEST);
    after(
        "query value", r -> r.target = r.target.replace("a=1", "a=2"), AuthError.INVALID_SIGNATURE);
    after("query pair added", r -> r.target += "&c=3", AuthError.INVALID_SIGNATURE);
    after("empty query pair added", r -> r.target += "&", AuthError.INVALID_SIGNATURE);
    after(
        "query pair removed",
        r -> r.target = r.target.replace("&b=2", ""),
        AuthError.INVALID_SIGNATURE);
    after(
        "query moved to another key",
        r -> r.target = r.target.replace("b=2", "=b2"),
        AuthError.INVALID_SIGNATURE);
    after("query order", r -> r.target = r.target.replace("a=1&b=2", "b=2&a=1"), null);
    after("query escaped", r -> r.target = r.target.replace("a=1", "%61=%31"), null);
    before("plus in the query", r -> r.target += "+", null);
    after("plus for an escaped blank", r -> r.target += "+", AuthError.INVALID_SIGNATURE);
    after(
        "absolute form", r -> r.target = "http://127.0.0.1:8080" + r.target, AuthError.BAD_REQUEST);
  }

  private void headers() {
    after("another host", r -> r.replace("Host", "127.0.0.1:8081"), AuthError.INVALID_SIGNATURE);
    after("no host", r -> r.without("Host"), AuthError.INVALID_SIGNATURE);
    before("two hosts", r -> r.header("Host", "other.example"), AuthError.INCOMPLETE_SIGNATURE);
    before(
        "the same host twice",
        r -> r.header("host", "127.0.0.1:8080"),
        AuthError.INCOMPLETE_SIGNATURE);
    before(
        "host unsigned",
        r -> r.signedHeaders = "content-type;x-amz-date",
        AuthError.INVALID_SIGNATURE);
    before(
        "date unsigned", r -> r.signedHeaders = "content-type;host", AuthError.INVALID_SIGNATURE);
    before("content type unsigned", r -> r.signedHeaders = "host;x-amz-date", null);
    after(
        "another content type",
        r -> r.replace("Content-Type", "text/plain"),
        AuthError.INVALID_SIGNATURE);
    after(
        "a signed header twice",
        r -> r.header("Content-Type", "application/json"),
        AuthError.INVALID_SIGNATURE);
    after("a signed header removed", r -> r.without("Content-Type"), AuthError.INVALID_SIGNATURE);
    after("an unsigned header", r -> r.header("User-Agent", "any"), null);
    after("an unsigned x-amzn- header", r -> r.header("X-Amzn-Trace-Id", "Root=1"), null);
    after(
        "an unsigned x-amz- header",
        r -> r.header("X-Amz-Note", "any"),
        AuthError.INVALID_SIGNATURE);
    before("a signed x-amz- header", r -> r.signed("x-amz-note", "any"), null);
    before(
        "an unsigned x-amz- header",
        r -> r.header("X-Amz-Note", "any"),
        AuthError.INVALID_SIGNATURE);
    after(
        "header names in capitals",
        r ->
            r.headers.replaceAll(h -> Map.entry(h.getKey().toUpperCase(Locale.ROOT), h.getValue())),
        null);
    after("header order", r -> Collections.reverse(r.headers), null);
    after("blanks round a value", r -> r.replace("Content-Type", "\t application/json  "), null);
    after(
        "a blank inside a value",
        r -> r.replace("Content-Type", "application/ json"),
        AuthError.INVALID_SIGNATURE);
    after(
        "a line break in a value",
        r -> r.replace("Content-Type", "application/json\nhost:x"),
        AuthError.BAD_REQUEST);
    after(
        "a character beyond a byte",
        r -> r.replace("Content-Type", "application/json\u0131"),
        AuthError.BAD_REQUEST);
    before("a value in UTF-8", r -> r.signed("x-amz-note", "Gr\u00c3\u00bc\u00c3\u009fe"), null);
  }

  private static String text(MutableRequest request) {
    return new String(request.body, StandardCharsets.UTF_8);
  }

  private void after(String name, Consumer<MutableRequest> change, @Nullable AuthError answer) {
    table.add(new Mutation(name + ", after signing", false, change, answer));
  }

  private void before(String name, Consumer<MutableRequest> change, @Nullable AuthError answer) {
    table.add(new Mutation(name + ", before signing", true, change, answer));
  }
}
