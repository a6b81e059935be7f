package dev.patchbay.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationError;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The expected result of the evaluation of a case.
 *
 * @param values by name; a key that is null expects that no integration response is used, and an
 *     error that is null expects none
 */
record Expectation(Map<String, @Nullable Object> values) {

  private static final String KEY = "integrationResponseKey";
  private static final String FRAME = "frame";
  private static final String JSON = "json";
  private static final String ERROR = "error";

  private static final Set<String> NAMES = new LinkedHashSet<>(List.of(KEY, FRAME, JSON, ERROR));

  Expectation {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Expectation of(@Nullable Object value) throws InputException {
    Members.of("expected", value, NAMES.toArray(String[]::new));
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> values.put(String.valueOf(name), each));
    }
    for (String text : List.of(KEY, FRAME, ERROR)) {
      if (values.get(text) != null && !(values.get(text) instanceof String)) {
        values.put(text, Json.compact(values.get(text)));
      }
    }
    return new Expectation(values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Each name whose value differs. An error that is not expected is a difference too. */
  List<Difference> differences(Evaluation evaluation) {
    Map<String, @Nullable Object> actual = actual(evaluation).values;
    Set<String> names = new LinkedHashSet<>(values.keySet());
    if (evaluation.error().isPresent()) {
      names.add(ERROR);
    }
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      Object expected = values.get(name);
      boolean isThere = actual.containsKey(name);
      if (!isThere || !Objects.equals(expected, actual.get(name))) {
        differences.add(
            new Difference(
                name,
                text(name, expected),
                isThere ? text(name, actual.get(name)) : evaluation.frame().text()));
      }
    }
    return differences;
  }

  private static String text(String name, @Nullable Object value) {
    return name.equals(JSON) ? Json.sorted(value) : String.valueOf(value == null ? "none" : value);
  }

  /**
   * Returns the expectation that this case meets: the same names as before, or the key and the
   * frame where it expects nothing. A frame that is not JSON is expected as text.
   */
  Expectation actual(Evaluation evaluation) {
    boolean any = values.isEmpty();
    Map<String, @Nullable Object> actual = new LinkedHashMap<>();
    if (any || values.containsKey(KEY)) {
      actual.put(KEY, evaluation.selected().map(IntegrationResponse::key).orElse(null));
    }
    evaluation.error().map(EvaluationError::kind).ifPresent(kind -> actual.put(ERROR, kind.name()));
    if (values.containsKey(ERROR)) {
      actual.putIfAbsent(ERROR, null);
    }
    String frame = evaluation.frame().text();
    FrameJson json = FrameJson.of(frame);
    if (values.containsKey(JSON) ? json.isJson() : any && json.isStructure()) {
      actual.put(JSON, json.value());
    }
    if (values.containsKey(FRAME)
        || ((any || values.containsKey(JSON)) && !actual.containsKey(JSON))) {
      actual.put(FRAME, frame);
    }
    return new Expectation(actual);
  }

  /** A text that may be JSON, and its value. */
  private record FrameJson(boolean isJson, @Nullable Object value) {

    static FrameJson of(String text) {
      try {
        return new FrameJson(true, JsonReader.readValue(text.getBytes(UTF_8)));
      } catch (ServiceException e) {
        return new FrameJson(false, null);
      }
    }

    boolean isStructure() {
      return value instanceof Map || value instanceof List;
    }
  }
}
