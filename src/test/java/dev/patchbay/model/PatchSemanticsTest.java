package dev.patchbay.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every patch of every kind, as a function without a server. */
class PatchSemanticsTest {

  private static final int ROUNDS = 200;

  private static final ResourceType EACH_KIND =
      ResourceType.named("Kind", "kinds")
          .members(
              Arrays.stream(MemberKind.values())
                  .map(kind -> Member.input(kind.name(), kind))
                  .toArray(Member[]::new))
          .build();

  static Stream<Arguments> cases() {
    return Stream.concat(ApiGatewayTypes.ALL.all().stream(), Stream.of(EACH_KIND))
        .flatMap(
            type ->
                Arrays.stream(TemplatePatch.values())
                    .map(patch -> Arguments.of(type, new PatchSemantics(patch))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPatchIsIdempotent(ResourceType type, PatchSemantics semantics) {
    Seeded.times(
        ROUNDS,
        seeded -> {
          Map<String, Object> start = created(seeded, type, semantics);
          Map<String, Object> patch = patch(seeded, type.members().values());

          Map<String, Object> once = semantics.apply(type, start, patch);
          Map<String, Object> twice = semantics.apply(type, once, patch);

          assertThat(twice.toString()).isEqualTo(once.toString());
          assertThat(PatchSemantics.changedMembers(type, once, twice)).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void patchesOfDifferentMembersCommute(ResourceType type, PatchSemantics semantics) {
    Seeded.times(
        ROUNDS,
        seeded -> {
          Map<String, Object> start = created(seeded, type, semantics);
          List<Member> left = new ArrayList<>();
          List<Member> right = new ArrayList<>();
          type.members().values().forEach(each -> (seeded.onceIn(2) ? left : right).add(each));
          Map<String, Object> one = patch(seeded, left);
          Map<String, Object> other = patch(seeded, right);

          assertThat(semantics.apply(type, semantics.apply(type, start, one), other).toString())
              .isEqualTo(
                  semantics.apply(type, semantics.apply(type, start, other), one).toString());
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingButTheNamedMembersChanges(ResourceType type, PatchSemantics semantics) {
    Seeded.times(
        ROUNDS,
        seeded -> {
          Map<String, Object> start = created(seeded, type, semantics);
          Map<String, Object> patch = patch(seeded, type.members().values());
          String startBefore = start.toString();
          String patchBefore = patch.toString();

          Map<String, Object> next = semantics.apply(type, start, patch);

          for (String member : type.members().keySet()) {
            if (!patch.containsKey(member)) {
              assertThat(next.get(member)).isEqualTo(start.get(member));
            }
          }
          assertThat(next.keySet()).isSubsetOf(type.members().keySet());
          assertThat(start).as("the arguments stay").hasToString(startBefore);
          assertThat(patch).hasToString(patchBefore);
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void storedMembersHoldNoNullNoEmptyMapAndNoRemovalMark(
      ResourceType type, PatchSemantics semantics) {
    Seeded.times(
        ROUNDS,
        seeded -> {
          Map<String, Object> next =
              semantics.apply(
                  type, created(seeded, type, semantics), patch(seeded, type.members().values()));

          type.members().values().stream()
              .filter(member -> next.containsKey(member.name()))
              .forEach(member -> assertStorable(member.kind(), next.get(member.name())));
          assertThat(next.keySet())
              .isSubsetOf(type.members().keySet())
              .containsExactlyElementsOf(
                  type.members().keySet().stream().filter(next::containsKey).toList());
        });
  }

  @Test
  void mergedStructureKeepsTheMembersThatAnUpdateDoesNotName() {
    assertThat(merged(Map.of("x", "1", "y", 2L), Map.of("y", 3L)))
        .isEqualTo(Map.of("x", "1", "y", 3L));
    assertThat(merged(Map.of("x", "1"), nulled("x", "y"))).isEqualTo(Map.of("x", "1", "y", "1"));
    assertThat(merged(Map.of("x", "1"), Map.of())).isEqualTo(Map.of("x", "1"));
    assertThat(merged(null, Map.of())).isNull();
  }

  @Test
  void emptyStringLeavesALastingTextAsItIs() {
    assertThat(updated(MemberKind.LASTING_TEXT, "a", "")).isEqualTo("a");
    assertThat(updated(MemberKind.LASTING_TEXT, "a", "b")).isEqualTo("b");
    assertThat(updated(MemberKind.LASTING_TEXT, null, "")).isNull();
  }

  private static @Nullable Object merged(@Nullable Object before, Object asked) {
    return updated(MemberKind.MERGED_STRUCTURE, before, asked);
  }

  private static @Nullable Object updated(MemberKind kind, @Nullable Object before, Object asked) {
    return new PatchSemantics(TemplatePatch.MERGE)
        .apply(
            EACH_KIND,
            before == null ? Map.of() : Map.of(kind.name(), before),
            Map.of(kind.name(), asked))
        .get(kind.name());
  }

  private static void assertStorable(MemberKind kind, @Nullable Object value) {
    assertThat(value).isNotNull();
    if (value instanceof Map<?, ?> map) {
      assertThat(map).isNotEmpty();
      assertThat(map.values()).doesNotContainNull();
      if (kind == MemberKind.TEXT_MAP) {
        assertThat(map.values().contains("")).isFalse();
      }
    }
    if (kind == MemberKind.TEXT || kind == MemberKind.LASTING_TEXT) {
      assertThat(value).isNotEqualTo("");
    }
  }

  private static Map<String, Object> created(
      Seeded seeded, ResourceType type, PatchSemantics semantics) {
    return semantics.apply(type, Map.of(), patch(seeded, type.members().values()));
  }

  private static Map<String, Object> patch(Seeded seeded, Iterable<Member> members) {
    Map<String, Object> patch = new LinkedHashMap<>();
    for (Member member : members) {
      if (member.input() != Member.Input.NONE && seeded.onceIn(2)) {
        patch.put(member.name(), value(seeded, member.kind()));
      }
    }
    return patch;
  }

  private static Object value(Seeded seeded, MemberKind kind) {
    return switch (kind) {
      case TEXT, LASTING_TEXT -> seeded.oneOf(List.of("", "a", "b"));
      case REQUIRED_TEXT -> seeded.oneOf(List.of("a", "b"));
      case VALUE -> seeded.oneOf(List.of(true, false, 1L));
      case LIST -> seeded.oneOf(List.of(List.of(), List.of("a"), List.of("b", "a")));
      case STRUCTURE, MERGED_STRUCTURE ->
          seeded.oneOf(List.of(Map.of(), Map.of("x", "1"), nulled("x", "y")));
      case STRUCTURE_LIST ->
          seeded.oneOf(
              List.of(List.of(), List.of(Map.of("x", "1")), List.of(nulled("x", "y"), Map.of())));
      case TEXT_MAP, TEMPLATE_MAP -> map(seeded, List.of("", "1", "2"));
      case STRUCTURE_MAP ->
          map(seeded, List.of(Map.of(), Map.of("required", true), Map.of("required", false)));
      case TEXT_MAP_MAP ->
          map(seeded, List.of(Map.of(), Map.of("x", "1"), Map.of("x", ""), nulled("x", "y")));
    };
  }

  private static Map<String, @Nullable Object> nulled(String nullName, String name) {
    Map<String, @Nullable Object> structure = new LinkedHashMap<>();
    structure.put(nullName, null);
    structure.put(name, "1");
    return structure;
  }

  private static Map<String, @Nullable Object> map(Seeded seeded, List<Object> values) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String key : List.of("a", "b", "c")) {
      if (seeded.onceIn(2)) {
        map.put(key, seeded.onceIn(4) ? null : seeded.oneOf(values));
      }
    }
    return map;
  }
}
