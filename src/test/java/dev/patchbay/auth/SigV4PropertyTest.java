package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.Seeded;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Whatever AWS's signers sign is verified, and one flipped bit of it is refused. */
class SigV4PropertyTest {
  private static final int REQUESTS = Integer.getInteger("auth.requests", 2_000);
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

  private static final long SEED = Seeded.seed();

  private final SigV4Verifier verifier =
      new SigV4Verifier(() -> SignedRequest.CREDENTIALS, InstantSource.fixed(NOW));

  @ParameterizedTest
  @EnumSource(AwsSigner.class)
  void requestsSignedByAwsAreVerifiedAndAFlippedBitIsRefused(AwsSigner signer) {
    Random random = new Random(SEED);
    for (int i = 0; i < REQUESTS; i++) {
      RandomRequest request = new RandomRequest(random);
      AwsCredentials credentials = random.nextBoolean() ? AwsSigner.LONG_TERM : AwsSigner.SESSION;
      RequestHead head = signer.sign(request.head(), request.body(), credentials, NOW);
      String label = "-Dpatchbay.seed=" + SEED + ", request " + i + ": " + head.target();

      Caller caller = verifier.verify(verifier.inspect(head), request.body());

      assertThat(caller.accessKeyId()).as(label).isEqualTo(credentials.accessKeyId());
      assertFlippedBitIsRefused(head, request.body(), random, label);
    }
  }

  /** Only an AuthException is a refusal; any other exception fails the test. */
  private void assertFlippedBitIsRefused(
      RequestHead head, byte[] body, Random random, String label) {
    byte[] flippedBody = body.clone();
    RequestHead flippedHead = head;
    int part = random.nextInt(4);
    if (part == 0 && body.length > 0) {
      flippedBody[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
    } else if (part == 1) {
      flippedHead = new RequestHead(head.method(), flip(head.target(), random), head.headers());
    } else if (part == 2) {
      flippedHead = new RequestHead(flip(head.method(), random), head.target(), head.headers());
    } else {
      flippedHead = new RequestHead(head.method(), head.target(), flipHeader(head, random));
    }
    RequestHead hostile = flippedHead;
    assertThatExceptionOfType(AuthException.class)
        .as("%s, flipped: %s %s %s", label, hostile.method(), hostile.target(), hostile.headers())
        .isThrownBy(() -> verifier.verify(verifier.inspect(hostile), flippedBody));
  }

  /** One bit, in a place where it changes what is asked for: %2f for %2F in a query does not. */
  private static String flip(String text, Random random) {
    while (true) {
      char[] chars = text.toCharArray();
      chars[random.nextInt(chars.length)] ^= (char) (1 << random.nextInt(8));
      String flipped = new String(chars);
      if (!meaning(flipped).equals(meaning(text))) {
        return flipped;
      }
    }
  }

  private static String meaning(String target) {
    int query = target.indexOf('?');
    if (query < 0) {
      return target;
    }
    StringBuilder meaning = new StringBuilder(target.substring(0, query));
    String rest = target.substring(query);
    for (int i = 0; i < rest.length(); i++) {
      int decoded = rest.charAt(i) == '%' ? PercentEncoding.decodedAt(rest, i) : -1;
      meaning.append(decoded < 0 ? rest.charAt(i) : (char) decoded);
      i += decoded < 0 ? 0 : 2;
    }
    return meaning.toString();
  }

  private static List<Map.Entry<String, String>> flipHeader(RequestHead head, Random random) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(head.headers());
    int index = random.nextInt(headers.size());
    Map.Entry<String, String> header = headers.get(index);
    String value = header.getValue();
    headers.set(index, Map.entry(header.getKey(), value.isEmpty() ? "!" : flip(value, random)));
    return headers;
  }
}
