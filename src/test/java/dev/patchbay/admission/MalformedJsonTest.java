package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The JSON corpus of the reader, sent to a running service: refused by type, and nothing stored.
 */
class MalformedJsonTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final Pattern BYTE = Pattern.compile("%([0-9A-F]{2})");

  private Http http;
  private String response;
  private String record;
  private Set<String> keys;

  @BeforeEach
  void createResponse() {
    http = PATCHBAY.http();
    response =
        http.createIntegrationResponse(new JsonObject().put("integrationResponseKey", "/200/"));
    record = PATCHBAY.record(response);
    keys = StoredKeys.in(PATCHBAY.redis());
  }

  @Test
  void aBodyThatIsNoJsonObjectIsRefused() {
    List<String> bodies = bodies("n ");
    assertThat(bodies).hasSizeGreaterThan(150);

    for (String body : bodies) {
      send("POST", "/v2/apis", body).assertError(400, "SerializationException");
      send("PATCH", response, body).assertError(400, "SerializationException");
    }

    assertNothingStored();
  }

  /** The members are not those of the operation, so an update has nothing to change. */
  @Test
  void unknownMembersChangeNothing() {
    List<String> bodies = bodies("y ");
    assertThat(bodies).hasSizeGreaterThan(50);

    for (String body : bodies) {
      assertThat(send("PATCH", response, body).status()).as(body).isEqualTo(200);
      send("POST", "/v2/apis", body).assertError(400, "BadRequestException");
    }

    assertNothingStored();
  }

  /** Every string of the corpus comes back as it was sent, or is refused as a bad request. */
  @Test
  void aTemplateIsStoredAsItWasSentOrRefused() {
    List<String> strings = new ArrayList<>();
    for (String body : bodies("y ")) {
      if (body.startsWith("{\"a\":\"") && body.indexOf("\"", 6) == body.length() - 2) {
        strings.add(body.substring(5, body.length() - 1));
      }
    }
    assertThat(strings).hasSizeGreaterThan(15);

    for (String string : strings) {
      String sent = "{\"templateSelectionExpression\":" + string + "}";
      Answer answer = send("PATCH", response, sent);
      String expected =
          new JsonObject(new String(sent.getBytes(ISO_8859_1), UTF_8))
              .getString("templateSelectionExpression");
      if (answer.status() != 200) {
        answer.assertError(400, "BadRequestException");
      } else if (!expected.isEmpty()) {
        assertThat(http.get(response).json().getString("templateSelectionExpression"))
            .isEqualTo(expected);
      }
    }
  }

  private void assertNothingStored() {
    assertThat(PATCHBAY.record(response)).isEqualTo(record);
    assertThat(StoredKeys.in(PATCHBAY.redis())).isEqualTo(keys);
  }

  private Answer send(String method, String path, String body) {
    return http.raw(
        "%s %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, body.length(), body));
  }

  private static List<String> bodies(String kind) {
    return MalformedRequest.lines("/dev/patchbay/wire/json.txt").stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()))
        .map(
            line ->
                BYTE.matcher(line)
                    .replaceAll(each -> quoted((char) Integer.parseInt(each.group(1), 16))))
        .filter(body -> !body.isEmpty())
        .toList();
  }

  private static String quoted(char character) {
    return Matcher.quoteReplacement(String.valueOf(character));
  }
}
