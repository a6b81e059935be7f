package dev.patchbay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {

  private static final ResourceId ID =
      new ResourceId("000000000000", ApiGatewayTypes.INTEGRATION, List.of("api", "integration"));

  @Test
  void namesAddedRemovedAndChangedMembersInTheOrderOfTheWire() {
    Resource before =
        new Resource(
            ID, 3, Map.of("description", "a", "timeoutInMillis", 50L, "integrationType", "MOCK"));
    Resource after =
        before.next(Map.of("timeoutInMillis", 60L, "connectionId", "c", "integrationType", "MOCK"));
    assertThat(Change.updated(before, after))
        .isEqualTo(
            new Change(
                "UpdateIntegration",
                ID,
                3,
                4,
                List.of("connectionId", "description", "timeoutInMillis")));
  }

  @Test
  void theOrderOfTemplatesCountsAndThatOfOtherMapsDoesNot() {
    assertThat(changed("requestTemplates")).containsExactly("requestTemplates");
    assertThat(changed("requestParameters")).isEmpty();
  }

  /** The changed members when the two entries of a map change places. */
  private static List<String> changed(String member) {
    Resource before = new Resource(ID, 1, Map.of(member, twoEntries("a", "b")));
    return Change.updated(before, before.next(Map.of(member, twoEntries("b", "a"))))
        .changedMembers();
  }

  private static Map<String, String> twoEntries(String first, String second) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(first, "x");
    map.put(second, "x");
    return map;
  }

  @Test
  void identifiersAreOrderedAsNumbers() {
    List<String> texts = List.of("0-0", "9-0", "10-2", "10-10", "999999999999999999-0");
    List<ChangeId> ids = texts.stream().map(text -> ChangeId.parse(text).orElseThrow()).toList();
    assertThat(ids).isSorted().extracting(ChangeId::toString).isEqualTo(texts);
    for (String wrong :
        List.of(
            "", "1", "1-", "-1", "1-2-3", "a-1", "+", "(1-1", "1000000000000000000-0", "1-1 ")) {
      assertThat(ChangeId.parse(wrong)).as(wrong).isEmpty();
    }
  }
}
