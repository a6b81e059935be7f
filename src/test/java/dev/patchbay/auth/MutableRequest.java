package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A request that can be spoilt and signed again. It signs with the verifier's own arithmetic, which
 * the vectors and AWS's signers hold to account, so that a request can be wrong in one rule and yet
 * have a signature that fits.
 */
final class MutableRequest {
  String method = "PATCH";
  String target = "/v2/apis/a1b2c3/integrations/i1/integrationresponses/%24default?a=1&b=2";
  final List<Map.Entry<String, String>> headers = new ArrayList<>();
  byte[] body = "{\"responseTemplates\":{\"$default\":\"\"}}".getBytes(StandardCharsets.UTF_8);
  String algorithm = "AWS4-HMAC-SHA256";
  String accessKeyId = "AKIAIOSFODNN7EXAMPLE";
  String secret = SignedRequest.SECRET;
  String scope = "20150830/us-east-1/apigateway/aws4_request";
  String amzDate = "20150830T123600Z";
  String signedHeaders = "content-type;host;x-amz-date";

  MutableRequest() {
    header("Host", "127.0.0.1:8080");
    header("Content-Type", "application/json");
    header("X-Amz-Date", amzDate);
  }

  void header(String name, String value) {
    headers.add(Map.entry(name, value));
  }

  void without(String name) {
    headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
  }

  void replace(String name, String value) {
    without(name);
    header(name, value);
  }

  /** Dates the request, its scope included. */
  void date(String date) {
    amzDate = date;
    replace("X-Amz-Date", date);
    scope = date.substring(0, 8) + scope.substring(8);
  }

  /** Adds a header and signs it. */
  void signed(String name, String value) {
    header(name, value);
    List<String> names = new ArrayList<>(List.of(signedHeaders.split(";", -1)));
    if (!names.contains(name)) {
      names.add(name);
    }
    names.sort(null);
    signedHeaders = String.join(";", names);
  }

  String signature() {
    RequestTarget signedTarget = RequestTarget.parse(target);
    String canonical =
        CanonicalRequest.head(
                method,
                signedTarget,
                new HeaderFields(headers),
                List.of(signedHeaders.split(";", -1)))
            + hash(body);
    String text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            amzDate,
            scope,
            hash(canonical.getBytes(StandardCharsets.ISO_8859_1)));
    String[] parts = scope.split("/", -1);
    Credential credential = SignedRequest.credential(accessKeyId, secret, null);
    byte[] signature = new SigningKeys(parts[2]).sign(credential, parts[0], parts[1], text);
    return HexFormat.of().formatHex(signature);
  }

  String authorization() {
    return algorithm
        + " Credential="
        + accessKeyId
        + "/"
        + scope
        + ", SignedHeaders="
        + signedHeaders
        + ", Signature="
        + signature();
  }

  /** Signs the request as it is now. */
  void sign() {
    sign(authorization -> authorization);
  }

  void sign(Function<String, String> change) {
    String authorization = change.apply(authorization());
    replace("Authorization", authorization);
  }

  RequestHead head() {
    return new RequestHead(method, target, List.copyOf(headers));
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
