package dev.patchbay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The text that an update writes, and the text that it keeps. "~" stands for a line feed. {@code
 * -Dfuzz.cases=5000} makes it long.
 */
final class ExpectationEditTest {

  private static final int FRAMES = Integer.getInteger("fuzz.cases", 600);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          reply: {}                                  | reply: {}~expected:~  frame: 'f'~
          reply: {}~                                 | reply: {}~expected:~  frame: 'f'~
          expected:~reply: {}                        | expected:~  frame: 'f'~reply: {}
          expected: ~# c~reply: {}                   | expected:~  frame: 'f'~# c~reply: {}
          expected: {frame: x}~reply: {}             | expected:~  frame: 'f'~reply: {}
          expected:~  json:~    - a: b~~# c~reply: {} | expected:~  frame: 'f'~~# c~reply: {}
          expected: {frame: "\\U0001F600"} # c~reply: {body: 😀} # d | expected:~  frame: 'f'~reply: {body: 😀} # d
          reply: {body: 😀}~expected: {frame: 😀}~   | reply: {body: 😀}~expected:~  frame: 'f'~
          {"reply":{}}                               | {"reply":{}, "expected": {"frame":"f"}}
          {"expected":{"frame":"g"},"reply":{}}      | {"expected":{"frame":"f"},"reply":{}}
          {~ "reply": {}~}~                          | {~ "reply": {},~ "expected": {~   "frame": "f"~ }~}~
          {~  "expected": null,~  "reply": {}~}      | {~  "expected": {~    "frame": "f"~  },~  "reply": {}~}
          """)
  void theRestStays(String text, String expected) throws InputException {
    assertThat(edit(text.replace('~', '\n'), Map.of("frame", "f")))
        .isEqualTo(expected.replace('~', '\n'));
  }

  @Test
  void linesEndAsBefore() throws InputException {
    assertThat(edit("{\r\n  \"reply\": {}\r\n}\r\n", Map.of("frame", "f")))
        .isEqualTo("{\r\n  \"reply\": {},\n  \"expected\": {\n    \"frame\": \"f\"\n  }\r\n}\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reply: {}~...
          expected: &a {frame: x}~reply: *a
          reply: &a {}~expected: *a
          """)
  void aTextThatDoesNotAllowItIsRefused(String text) {
    assertThatThrownBy(() -> edit(text.replace('~', '\n'), Map.of("frame", "f")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("write it by hand: {\"frame\":\"f\"}");
  }

  /** Whatever a frame holds, it is read as it was written. */
  @Test
  void everyFrameIsReadAsItWasWritten() throws InputException {
    Random random = new Random(20);
    String[] parts = {
      "a", " ", "\n", "\r", "\t", "'", "\"", "\\", "#", ": ", "- ", "|", "\u0000", "\u0085",
      "\u2028", "\u007f", "\ufeff", "😀", "%", "{", "]", "~", "404", "\u001b"
    };
    for (int i = 0; i < FRAMES; i++) {
      StringBuilder frame = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        frame.append(parts[random.nextInt(parts.length)]);
      }
      Map<String, @Nullable Object> expected = new LinkedHashMap<>();
      expected.put("integrationResponseKey", i % 2 == 0 ? null : frame.toString());
      expected.put("frame", frame.toString());
      expected.put("json", List.of(Map.of(frame.toString(), 1L), List.of(), Map.of(), 2.5));
      for (String text : List.of("reply: {}", "expected: x\nreply: {}", "{\"reply\": {}}")) {
        Object written = InputText.yaml(edit(text, expected)).values().get("expected");
        assertThat(written).isEqualTo(expected);
      }
    }
  }

  private static String edit(String text, Map<String, @Nullable Object> expected)
      throws InputException {
    return new ExpectationEdit(InputText.yaml(text)).with(new Expectation(expected));
  }
}
