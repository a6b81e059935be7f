package dev.patchbay.conformance;

import dev.patchbay.cases.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The expectations of a step about an answer or a frame.
 *
 * <ul>
 *   <li>{@code answers}: the status, and the type of an error; without it any 2xx
 *   <li>{@code message}: the text of the error
 *   <li>{@code like}: a regular expression for the text of the error or for a frame; its groups
 *       become variables
 *   <li>{@code is}: members and their values
 *   <li>{@code absent}: members that are not there, not even as null
 *   <li>{@code form}: members and regular expressions for them
 *   <li>{@code column}: a member of the items and its values in their order
 *   <li>{@code ascending}: a member by which the items are in order
 *   <li>{@code text}: the whole body
 *   <li>{@code headers}: the names of all headers
 * </ul>
 */
record Checks(Map<String, @Nullable Object> values) {

  private static final Set<String> NAMES =
      Set.of(
          "answers",
          "message",
          "like",
          "is",
          "absent",
          "form",
          "column",
          "ascending",
          "text",
          "headers");

  static Checks of(Map<String, @Nullable Object> values) throws InputException {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new InputException("a step has no " + String.join(", ", unknown));
    }
    return new Checks(values);
  }

  boolean expectsStatus(int status) {
    return text("answers").startsWith(String.valueOf(status));
  }

  /** Compares an answer, and adds the groups of {@code like} to the variables. */
  Outcome of(Answer answer, Variables variables) {
    List<String> observed = new ArrayList<>();
    Optional<String> unmet = status(answer);
    Map<String, @Nullable Object> members = answer.members();
    for (Map.Entry<String, @Nullable Object> each : values.entrySet()) {
      @Nullable Object expected = variables.fill(each.getValue());
      Optional<String> difference =
          switch (each.getKey()) {
            case "message" -> equal("the message ", String.valueOf(expected), answer.message());
            case "like" -> like(String.valueOf(expected), answer.message(), variables);
            case "text" -> equal("the body ", String.valueOf(expected), answer.text());
            case "is" -> MemberChecks.is(MemberChecks.mapOf(expected), members, observed);
            case "form" -> MemberChecks.form(MemberChecks.mapOf(expected), members, observed);
            case "absent" -> MemberChecks.absent(MemberChecks.listOf(expected), members, observed);
            case "column" -> MemberChecks.column(MemberChecks.mapOf(expected), members, observed);
            case "ascending" -> MemberChecks.ascending(String.valueOf(expected), members, observed);
            case "headers" -> headers(MemberChecks.listOf(expected), answer);
            default -> Optional.empty();
          };
      unmet = unmet.or(() -> difference);
    }
    boolean isText = values.containsKey("text");
    String summary = answer.summary() + (isText ? ", body '" + answer.text() + "'" : "");
    String line = observed.isEmpty() ? summary : summary + ", " + String.join(", ", observed);
    return new Outcome(line, unmet);
  }

  /** Compares the text of a frame. */
  Outcome of(String frame, @Nullable Object expected, Variables variables) {
    Optional<String> unmet =
        values.containsKey("like")
            ? like(String.valueOf(variables.fill(values.get("like"))), frame, variables)
            : equal("", String.valueOf(variables.fill(expected)), frame);
    return new Outcome("'" + frame + "'", unmet);
  }

  private Optional<String> status(Answer answer) {
    String expected = text("answers");
    if (expected.isEmpty()) {
      return answer.isSuccess() ? Optional.empty() : Optional.of("a success");
    }
    String status = String.valueOf(answer.status());
    String observed = expected.contains(" ") ? status + " " + answer.errorType() : status;
    return equal("", expected, observed);
  }

  private static Optional<String> equal(String name, String expected, String observed) {
    return expected.equals(observed)
        ? Optional.empty()
        : Optional.of(name.isEmpty() ? expected : name + "'" + expected + "'");
  }

  private static Optional<String> like(String pattern, String text, Variables variables) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    if (!matcher.matches()) {
      return Optional.of("a text like " + pattern);
    }
    Matcher names = Pattern.compile("\\(\\?<(\\w+)>").matcher(pattern);
    while (names.find()) {
      variables.put(names.group(1), matcher.group(names.group(1)));
    }
    return Optional.empty();
  }

  private static Optional<String> headers(List<?> expected, Answer answer) {
    Set<String> names = new TreeSet<>();
    expected.forEach(each -> names.add(String.valueOf(each)));
    return names.equals(new TreeSet<>(answer.headers().keySet()))
        ? Optional.empty()
        : Optional.of("the headers " + names + ", not " + answer.headers().keySet());
  }

  private String text(String name) {
    return values.containsKey(name) ? String.valueOf(values.get(name)) : "";
  }
}
