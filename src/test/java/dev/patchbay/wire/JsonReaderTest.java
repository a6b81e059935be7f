package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReaderTest {

  private static final Set<String> KNOWN = Set.of("a", "b", "");

  @ParameterizedTest
  @MethodSource("corpus")
  void readsJsonAndNothingElse(String line) {
    byte[] body = bytes(line.substring(2));

    if (line.startsWith("y ")) {
      JsonReader.read(body, KNOWN);
      return;
    }
    assertThat(refusal(body))
        .startsWith("The request can not be read: ")
        .doesNotContainIgnoringCase("jackson", "java", "exception", "char[]", "source:", "null");
  }

  static List<String> corpus() throws IOException {
    try (InputStream stream = JsonReaderTest.class.getResourceAsStream("json.txt")) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(text.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static String refusal(byte[] body) {
    ServiceException refused =
        catchThrowableOfType(ServiceException.class, () -> JsonReader.read(body, KNOWN));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.SERIALIZATION);
    return refused.message();
  }

  private static Map<String, Object> read(String body) {
    return JsonReader.read(body.getBytes(UTF_8), KNOWN);
  }

  @Test
  void theCorpusIsLarge() throws IOException {
    assertThat(corpus()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
  }

  @Test
  void noBodyIsARequestWithoutMembers() {
    assertThat(JsonReader.read(new byte[0], KNOWN)).isEmpty();
  }

  @Test
  void keepsKnownMembersThatAreNotNull() {
    assertThat(read("{\"c\":1,\"a\":null,\"b\":{\"x\":null}}"))
        .isEqualTo(Map.of("b", Collections.singletonMap("x", null)));
    assertThat(read("{\"a\":1,\"a\":null}")).isEmpty();
    assertThat(read("{\"a\":null,\"a\":1}")).isEqualTo(Map.of("a", 1L));
    assertThat(read("{\"a\":{\"x\":1,\"x\":2}}")).isEqualTo(Map.of("a", Map.of("x", 2L)));
  }

  @Test
  void keepsTheOrderOfTheText() {
    assertThat(read("{\"b\":{\"z\":1,\"a\":2,\"m\":3},\"a\":1}").keySet())
        .containsExactly("b", "a");
    assertThat(read("{\"b\":{\"z\":1,\"a\":2,\"m\":3}}").toString())
        .isEqualTo("{b={z=1, a=2, m=3}}");
  }

  static Stream<List<Object>> numbers() {
    return Stream.of(
        List.of("-0", 0L),
        List.of("1.0", 1L),
        List.of("5e2", 500L),
        List.of("49.99999999999999999999", 50L),
        List.of("1.5", 1.5),
        List.of("9223372036854775807", Long.MAX_VALUE),
        List.of("9223372036854775808", new BigInteger("9223372036854775808")),
        List.of("1e400", Double.POSITIVE_INFINITY),
        List.of("1e-400", 0L),
        List.of("1e999999999", Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void readsNumbers(List<Object> row) {
    assertThat(read("{\"a\":" + row.get(0) + "}")).containsEntry("a", row.get(1));
  }

  @Test
  void boundsDepth() {
    assertThat(read(nested(64))).containsKey("a");
    assertThat(refusal(nested(65).getBytes(UTF_8)))
        .isEqualTo("The request can not be read: it is nested deeper than 64 levels.");
    assertThat(refusal("{\"unknown\":[".repeat(100_000).getBytes(UTF_8))).contains("64 levels");
    assertThat(refusal(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8))).contains("64 levels");
  }

  /** An object that holds arrays; so many levels in all. */
  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  @Test
  void boundsTheNumberOfValues() {
    String values = String.join(",", Collections.nCopies(JsonReader.VALUES_MAX - 1, "0"));
    assertThat(read("{\"a\":[" + values + "]}")).containsKey("a");
    assertThat(refusal(("{\"a\":[" + values + ",0]}").getBytes(UTF_8)))
        .isEqualTo("The request can not be read: it holds too many values.");
  }

  @Test
  void longTextsAndNamesAreNotItsConcern() {
    String text = "x".repeat(1 << 20);
    assertThat(read("{\"a\":{\"" + text + "\":\"" + text + "\"}}"))
        .isEqualTo(Map.of("a", Map.of(text, text)));
    assertThat(refusal(("{\"a\":" + "1".repeat(1001) + "}").getBytes(UTF_8)))
        .contains("more than 1000 digits");
  }

  @Test
  void tellsWhereTheFaultIs() {
    assertThat(refusal("{\n  \"a\": tru\n}".getBytes(UTF_8)))
        .isEqualTo("The request can not be read: the body is not JSON at line 2, column 11.");
  }

  @Test
  void everyPrefixOfABodyIsRefused() {
    byte[] body = "{\"a\":[\"x\\u00e9\u00e9\",-1.5e3,true,null,{\"b\":{}}]}".getBytes(UTF_8);
    JsonReader.read(body, KNOWN);
    for (int length = 1; length < body.length; length++) {
      refusal(Arrays.copyOf(body, length));
    }
  }

  @Test
  void returnedValuesAreUnmodifiable() {
    Map<String, Object> members = read("{\"a\":{\"x\":1},\"b\":[1]}");

    assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThat(members.get("a"))
        .isInstanceOfSatisfying(
            Map.class,
            map ->
                assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class));
    assertThat(members.get("b"))
        .isInstanceOfSatisfying(
            List.class,
            list ->
                assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class));
  }
}
