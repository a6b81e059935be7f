package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The compatibility page is made of its table, and the table is complete. */
final class CompatibilityGuideTest {

  /** Sections of the guide to differences that are about single operations. */
  private static final Set<String> OF_OPERATIONS = Set.of("OpenAPI", "Resources");

  /** Topics of these sections that are about operations of the REST API or about all of v2. */
  private static final Set<String> OF_NONE_OR_ALL =
      Set.of("`GET /account` and `PATCH /account` of the REST API", "identifiers", "`createdDate`");

  @Test
  void everyOperationOfTheModelHasARow() throws IOException {
    assertThat(Compatibility.read().rows())
        .extracting(Compatibility.Row::operation)
        .containsExactlyInAnyOrderElementsOf(SdkOperation.all().keySet());
  }

  @Test
  void everyRowSaysWhatIsExactAndWhoSaysSo() throws IOException {
    assertThat(Compatibility.read().rows())
        .allSatisfy(
            row ->
                assertThat(row.exact())
                    .as(row.operation())
                    .hasSize(1)
                    .allMatch(each -> each.matches("(recorded|documented|model)\\b[^|]*")));
  }

  @Test
  void everyTopicIsThatOfADifferenceAndEveryDifferenceHasAnOperation() throws IOException {
    Map<String, Compatibility.Topic> topics = new TreeMap<>(Compatibility.topics());
    Set<String> named = new TreeSet<>(OF_NONE_OR_ALL);
    for (Compatibility.Row row : Compatibility.read().rows()) {
      for (List<String> column : List.of(row.decided(), row.left())) {
        assertThat(topics.keySet()).containsAll(column);
        named.addAll(column);
      }
    }
    topics.values().removeIf(topic -> !OF_OPERATIONS.contains(topic.section()));
    assertThat(topics).isNotEmpty();
    assertThat(named).containsAll(topics.keySet());
  }

  /** {@link Compatibility#main} writes the page. */
  @Test
  void thePageIsMadeOfTheTable() throws IOException {
    assertThat(Compatibility.ofPage()).isEqualTo(Compatibility.read().markdown());
  }
}
