package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of errors, to the byte. */
final class ErrorFrameTest {

  /** F1, F5, F6 and F20 of the examples, and the frame of every failed evaluation. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forbidden",
        "Invalid request body",
        "Endpoint request timed out",
        "Unsupported Media Type",
        "Internal server error"
      })
  void eachHasTheSameFormWithItsMessage(String message) {
    assertThat(ErrorFrame.of(message, Evaluations.CONTEXT))
        .isEqualTo(
            "{\"message\": \"" + message + "\", \"connectionId\":\"C\", \"requestId\":\"R\"}");
  }

  @Test
  void identifiersAreEscapedAndMayBeAbsent() {
    EvaluationContext context =
        new EvaluationContext(Map.of("connectionId", "a\"b"), Map.of(), "", Map.of());
    assertThat(ErrorFrame.of("Forbidden", context))
        .isEqualTo("{\"message\": \"Forbidden\", \"connectionId\":\"a\\\"b\", \"requestId\":\"\"}");
  }
}
