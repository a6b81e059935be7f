package dev.patchbay.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The mutations of the authorization of a request. */
final class AuthorizationMutations {
  private final List<Mutation> table = new ArrayList<>();

  static List<Mutation> table() {
    AuthorizationMutations mutations = new AuthorizationMutations();
    mutations.authorization();
    mutations.scopeAndDate();
    return mutations.table;
  }

  private void authorization() {
    after(
        "no authorization",
        r -> r.without("Authorization"),
        AuthError.MISSING_AUTHENTICATION_TOKEN);
    after(
        "a second authorization",
        r -> r.header("Authorization", r.authorization()),
        AuthError.INCOMPLETE_SIGNATURE);
    after(
        "another scheme",
        r -> r.replace("Authorization", "Bearer token"),
        AuthError.MISSING_AUTHENTICATION_TOKEN);
    after(
        "empty authorization",
        r -> r.replace("Authorization", ""),
        AuthError.MISSING_AUTHENTICATION_TOKEN);
    after(
        "algorithm alone",
        r -> r.replace("Authorization", "AWS4-HMAC-SHA256"),
        AuthError.INCOMPLETE_SIGNATURE);
    before(
        "another algorithm", r -> r.algorithm = "AWS4-HMAC-SHA512", AuthError.INCOMPLETE_SIGNATURE);
    before(
        "algorithm in lower case",
        r -> r.algorithm = "aws4-hmac-sha256",
        AuthError.MISSING_AUTHENTICATION_TOKEN);
    rewritten(
        "no signature",
        a -> a.substring(0, a.indexOf(", Signature")),
        AuthError.INCOMPLETE_SIGNATURE);
    rewritten(
        "empty signature",
        a -> a.replaceAll("Signature=.*", "Signature="),
        AuthError.INCOMPLETE_SIGNATURE);
    rewritten("signature cut", a -> a.substring(0, a.length() - 1), AuthError.INVALID_SIGNATURE);
    rewritten("signature longer", a -> a + "0", AuthError.INVALID_SIGNATURE);
    rewritten(
        "signature in capitals",
        a ->
            a.substring(0, a.length() - 64) + a.substring(a.length() - 64).toUpperCase(Locale.ROOT),
        AuthError.INVALID_SIGNATURE);
    rewritten(
        "signature of zeros",
        a -> a.replaceAll("Signature=.*", "Signature=" + "0".repeat(64)),
        AuthError.INVALID_SIGNATURE);
    rewritten(
        "first digit of the signature", a -> flip(a, a.length() - 64), AuthError.INVALID_SIGNATURE);
    rewritten(
        "last digit of the signature", a -> flip(a, a.length() - 1), AuthError.INVALID_SIGNATURE);
    rewritten(
        "two signatures", a -> a + ", Signature=" + "0".repeat(64), AuthError.INCOMPLETE_SIGNATURE);
    rewritten("an unknown parameter", a -> a + ", Region=x", AuthError.INCOMPLETE_SIGNATURE);
    rewritten("no blanks after commas", a -> a.replace(", ", ","), null);
    rewritten("a comma at the end", a -> a + ",", AuthError.INCOMPLETE_SIGNATURE);
    rewritten(
        "no credential",
        a -> a.replaceAll("Credential=[^,]*, ", ""),
        AuthError.INCOMPLETE_SIGNATURE);
    rewritten(
        "credential of four parts",
        a -> a.replace("/aws4_request", ""),
        AuthError.INCOMPLETE_SIGNATURE);
    rewritten(
        "credential of six parts",
        a -> a.replace("/aws4_request", "/aws4_request/"),
        AuthError.INCOMPLETE_SIGNATURE);
    before(
        "signed headers unsorted",
        r -> r.signedHeaders = "host;content-type;x-amz-date",
        AuthError.INVALID_SIGNATURE);
    before(
        "a signed header named twice",
        r -> r.signedHeaders = "content-type;host;host;x-amz-date",
        AuthError.INVALID_SIGNATURE);
    before(
        "a signed header in capitals",
        r -> r.signedHeaders = "Content-Type;host;x-amz-date",
        AuthError.INVALID_SIGNATURE);
    before(
        "a signed header that is absent",
        r -> r.signedHeaders = "accept;content-type;host;x-amz-date",
        AuthError.INVALID_SIGNATURE);
    before(
        "an empty signed header",
        r -> r.signedHeaders = ";content-type;host;x-amz-date",
        AuthError.INVALID_SIGNATURE);
  }

  private void scopeAndDate() {
    before("another region", r -> r.scope = "20150830/eu-west-3/apigateway/aws4_request", null);
    before(
        "no region",
        r -> r.scope = "20150830//apigateway/aws4_request",
        AuthError.INVALID_SIGNATURE);
    before(
        "a region with a line break",
        r -> r.scope = "20150830/a\nb/apigateway/aws4_request",
        AuthError.INVALID_SIGNATURE);
    before(
        "another service",
        r -> r.scope = "20150830/us-east-1/execute-api/aws4_request",
        AuthError.INVALID_SIGNATURE);
    before(
        "another terminator",
        r -> r.scope = "20150830/us-east-1/apigateway/aws5_request",
        AuthError.INVALID_SIGNATURE);
    before(
        "another day in the scope",
        r -> r.scope = "20150829/us-east-1/apigateway/aws4_request",
        AuthError.INVALID_SIGNATURE);
    before(
        "half a day in the scope",
        r -> r.scope = "201508/us-east-1/apigateway/aws4_request",
        AuthError.INVALID_SIGNATURE);
    after(
        "another region in the credential",
        r -> r.replace("Authorization", r.authorization().replace("us-east-1", "us-east-2")),
        AuthError.INVALID_SIGNATURE);
    before("no date", r -> r.without("X-Amz-Date"), AuthError.INCOMPLETE_SIGNATURE);
    before(
        "only an HTTP date",
        r -> {
          r.without("X-Amz-Date");
          r.header("Date", "Sun, 30 Aug 2015 12:36:00 GMT");
        },
        AuthError.INCOMPLETE_SIGNATURE);
    before(
        "two dates",
        r -> r.header("X-Amz-Date", "20150830T123600Z"),
        AuthError.INCOMPLETE_SIGNATURE);
    before("a date that is none", r -> r.date("20150830T123660Z"), AuthError.INCOMPLETE_SIGNATURE);
    before("a date with a sign", r -> r.date("+0150830T123600Z"), AuthError.INCOMPLETE_SIGNATURE);
    before("an extended date", r -> r.date("2015-08-30T12:36:00Z"), AuthError.INCOMPLETE_SIGNATURE);
    before("4 minutes old", r -> r.date("20150830T123230Z"), null);
    before("5 minutes old", r -> r.date("20150830T123130Z"), null);
    before(
        "5 minutes and 1 second old", r -> r.date("20150830T123129Z"), AuthError.INVALID_SIGNATURE);
    before("1 day old", r -> r.date("20150829T123600Z"), AuthError.INVALID_SIGNATURE);
    before("4 minutes ahead", r -> r.date("20150830T124030Z"), null);
    before("5 minutes ahead", r -> r.date("20150830T124130Z"), null);
    before(
        "5 minutes and 1 second ahead",
        r -> r.date("20150830T124131Z"),
        AuthError.INVALID_SIGNATURE);
  }

  private void rewritten(String name, UnaryOperator<String> change, @Nullable AuthError answer) {
    after(name, r -> r.sign(change), answer);
  }

  private static String flip(String text, int index) {
    char other = text.charAt(index) == '0' ? '1' : '0';
    return text.substring(0, index) + other + text.substring(index + 1);
  }

  private void after(String name, Consumer<MutableRequest> change, @Nullable AuthError answer) {
    table.add(new Mutation(name + ", after signing", false, change, answer));
  }

  private void before(String name, Consumer<MutableRequest> change, @Nullable AuthError answer) {
    table.add(new Mutation(name + ", before signing", true, change, answer));
  }
}
