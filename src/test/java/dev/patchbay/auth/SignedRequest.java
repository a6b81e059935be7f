package dev.patchbay.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A request that a client signed, and the verifier it is given to. */
@SuppressWarnings("ArrayRecordComponent")
record SignedRequest(String name, RequestHead head, byte[] body, @Nullable AuthError expected) {
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  static final String SESSION_SECRET = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";
  static final String SESSION_TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE//+=/token==";
  static final Credential LONG_TERM = credential("AKIAIOSFODNN7EXAMPLE", SECRET, null);
  static final Credential SESSION =
      credential("ASIAIOSFODNN7EXAMPLE", SESSION_SECRET, SESSION_TOKEN);
  static final Credentials CREDENTIALS = Credentials.of(List.of(LONG_TERM, SESSION));

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static Credential credential(String accessKeyId, String secret, @Nullable String token) {
    return new Credential(
        new Caller(
            accessKeyId, "000000000000", Role.READWRITE, OptionalInt.empty(), OptionalInt.empty()),
        secret,
        token);
  }

  /** The cases of a resource beside this class. */
  static List<SignedRequest> read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(SignedRequest.class.getResourceAsStream(resource))) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      List<SignedRequest> requests = new ArrayList<>();
      for (String block : text.split("\n\n", -1)) {
        if (block.startsWith("case ")) {
          requests.add(parse(block.strip().split("\n", -1)));
        }
      }
      return requests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A verifier whose clock shows the time of this request. */
  SigV4Verifier verifierAtItsTime(String service, Credentials credentials) {
    return new SigV4Verifier(service, () -> credentials, InstantSource.fixed(signedAt()));
  }

  Instant signedAt() {
    return BASIC.parse(header("x-amz-date"), Instant::from);
  }

  String header(String name) {
    return head.headers().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow()
        .getValue()
        .strip();
  }

  private static SignedRequest parse(String[] lines) {
    int blank = lines[1].indexOf(' ');
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    byte[] body = new byte[0];
    AuthError expected = null;
    for (String line : List.of(lines).subList(2, lines.length)) {
      if (line.startsWith("body ")) {
        body = Base64.getDecoder().decode(line.substring(5));
      } else if (line.startsWith("expect ")) {
        expected = AuthError.valueOf(line.substring(7));
      } else {
        int colon = line.indexOf(':');
        headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1)));
      }
    }
    RequestHead head =
        new RequestHead(lines[1].substring(0, blank), lines[1].substring(blank + 1), headers);
    return new SignedRequest(lines[0].substring(5), head, body, expected);
  }

  @Override
  public String toString() {
    return name;
  }
}
