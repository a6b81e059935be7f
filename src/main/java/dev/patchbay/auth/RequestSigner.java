package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Signs requests to a service of AWS with AWS Signature Version 4, as clients do. Safe for use by
 * many threads.
 */
public final class RequestSigner {

  private static final HexFormat HEX = HexFormat.of();
  private static final String DATE = "x-amz-date";
  private static final String BODY_HASH = "x-amz-content-sha256";
  private static final String TOKEN = "x-amz-security-token";

  private final String service;
  private final SigningKeys keys;

  /**
   * A signer.
   *
   * @param service part of the signed scope, for example {@code apigateway}
   */
  public RequestSigner(String service) {
    this.service = service;
    this.keys = new SigningKeys(service);
  }

  /**
   * Signs the host and every header whose name begins with {@code x-amz-}.
   *
   * @param head has a host, and none of the headers that are returned
   * @param region part of the signed scope, for example {@code us-east-1}
   * @param at the time of the signature
   * @return the headers that the request needs in addition, by name
   * @throws AuthException when the request has a form that is refused with any signature
   */
  public Map<String, String> sign(
      RequestHead head, byte[] body, Credential credential, String region, Instant at) {
    String date = SigningTime.format(at);
    String bodyHash = sha256(body);
    Map<String, String> added = new LinkedHashMap<>();
    added.put(DATE, date);
    added.put(BODY_HASH, bodyHash);
    credential.sessionToken().ifPresent(token -> added.put(TOKEN, token));
    List<Map.Entry<String, String>> fields = new ArrayList<>(head.headers());
    fields.addAll(added.entrySet());
    HeaderFields headers = new HeaderFields(fields);
    SortedSet<String> names = new TreeSet<>(headers.names());
    names.removeIf(name -> !name.equals("host") && !name.startsWith("x-amz-"));
    List<String> signed = List.copyOf(names);
    String canonical =
        CanonicalRequest.head(head.method(), RequestTarget.parse(head.target()), headers, signed)
            + bodyHash;
    String day = date.substring(0, date.indexOf('T'));
    String scope = String.join("/", day, region, service, "aws4_request");
    String text =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            date,
            scope,
            sha256(canonical.getBytes(StandardCharsets.ISO_8859_1)));
    added.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                Authorization.ALGORITHM,
                credential.caller().accessKeyId(),
                scope,
                String.join(";", signed),
                HEX.formatHex(keys.sign(credential, day, region, text))));
    return added;
  }

  private static String sha256(byte[] bytes) {
    return HEX.formatHex(Digests.sha256(bytes));
  }
}
