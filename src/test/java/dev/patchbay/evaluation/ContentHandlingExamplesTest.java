package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Evaluations.INTERNAL_SERVER_ERROR;
import static dev.patchbay.evaluation.Evaluations.handle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a payload becomes the text of a frame. */
final class ContentHandlingExamplesTest {

  private static final Payload BAD_UTF8 = Payload.ofBytes(new byte[] {(byte) 0xff, (byte) 0xfe});

  static Stream<Arguments> examples() {
    return Stream.of(
        example("text stays text", "", text("hello"), "hello", null),
        example("malformed UTF-8", "", BAD_UTF8, "\ufffd\ufffd", null),
        example("base64 becomes binary", "CONVERT_TO_BINARY", text("aGVsbG8="), "hello", null),
        example(
            "text that is not base64",
            "CONVERT_TO_BINARY",
            text("not base64!"),
            INTERNAL_SERVER_ERROR,
            Kind.BODY_NOT_BASE64),
        example(
            "binary with a template",
            "CONVERT_TO_BINARY",
            text("aGVsbG8="),
            INTERNAL_SERVER_ERROR,
            Kind.BINARY_WITH_TEMPLATE,
            "x"),
        example("binary becomes base64", "CONVERT_TO_TEXT", BAD_UTF8, "//4=", null),
        example(
            "text stays text with CONVERT_TO_TEXT",
            "CONVERT_TO_TEXT",
            text("hello"),
            "hello",
            null),
        example(
            "a template over text",
            "CONVERT_TO_TEXT",
            text("hello"),
            "{\"data\": \"hello\"}",
            null,
            "{\"data\": \"$input.body\"}"),
        example(
            "base64 in a template",
            "CONVERT_TO_TEXT",
            BAD_UTF8,
            "[//4=][]",
            null,
            "[$input.body][$input.path('$')]"),
        example("an empty template passes through", "", text("hello"), "hello", null, ""),
        example(
            "an empty template does not exclude binary",
            "CONVERT_TO_BINARY",
            text("aGVsbG8="),
            "hello",
            null,
            ""),
        example("an empty body", "", Payload.EMPTY, "", null));
  }

  private static Payload text(String text) {
    return Payload.ofText(text);
  }

  private static Arguments example(
      String name,
      String strategy,
      Payload payload,
      String expected,
      @Nullable Kind error,
      String... templates) {
    return Arguments.of(name, strategy, payload, templates, expected, error);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void handlesContent(
      String name,
      String strategy,
      Payload payload,
      String[] templates,
      String expected,
      @Nullable Kind error) {
    Evaluation evaluation = handle(strategy, payload, templates);
    assertThat(evaluation.frame().text()).isEqualTo(expected);
    assertThat(evaluation.error().map(EvaluationError::kind).orElse(null)).isEqualTo(error);
  }

  @Test
  void aPayloadThatIsNotUtf8IsKeptBesideTheText() {
    assertThat(handle("", BAD_UTF8).frame().bytes().map(Payload::base64)).contains("//4=");
  }
}
