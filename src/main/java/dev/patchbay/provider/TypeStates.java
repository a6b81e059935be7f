package dev.patchbay.provider;

import static java.util.stream.Collectors.joining;

import dev.patchbay.model.Example;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.provider.ProviderState.Parameter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The two provider states that each type has: a resource of it, and none of it. */
final class TypeStates {

  /** The length of identifiers that callers give; long enough never to be one by chance. */
  private static final int GIVEN_LENGTH = 12;

  private static final SecureRandom RANDOM = new SecureRandom();

  private TypeStates() {}

  static List<ProviderState> of(ResourceTypes types) {
    List<ProviderState> states = new ArrayList<>();
    types.served().forEach(type -> states.add(present(type)));
    types.served().forEach(type -> states.add(missing(types, type)));
    return states;
  }

  private static ProviderState present(ResourceType type) {
    return new ProviderState(
        article(words(type)),
        parameters(type.example()),
        Optional.of(type),
        Stream.concat(
                type.lineage().stream().map(ResourceType::idMember),
                Stream.of("entityTag", "changeId"))
            .toList(),
        meaning(type),
        (fixture, given) -> {
          Map<String, Object> members = new LinkedHashMap<>(members(type));
          members.putAll(given.values());
          fixture.create(type, members);
          fixture.returns("changeId", fixture.changes(type.root()).newest());
        });
  }

  /** Returns the parameters with a default; every other member of a creation is a parameter too. */
  private static List<Parameter> parameters(Example example) {
    return example.members().entrySet().stream()
        .filter(each -> each.getValue() instanceof String text && !text.contains("{"))
        .map(
            each ->
                new Parameter(
                    each.getKey(),
                    each.getValue(),
                    example.fixed().contains(each.getKey()) ? List.of(each.getValue()) : List.of()))
        .toList();
  }

  private static String meaning(ResourceType type) {
    String text = article(words(type));
    String subject = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return subject
        + type.parent()
            .map(parent -> ", in the " + words(parent) + " that is there or in a new one.")
            .orElse(" without anything in it. States after it build on it.");
  }

  private static ProviderState missing(ResourceTypes types, ResourceType type) {
    List<ResourceType> present = type.lineage().subList(0, type.depth() - 1);
    List<ResourceType> relatives =
        types.served().stream().filter(each -> each.root().equals(type.root())).toList();
    return new ProviderState(
        "no " + words(type),
        List.of(),
        Optional.empty(),
        relatives.stream().map(ResourceType::idMember).toList(),
        present.isEmpty()
            ? "The identifiers are of nothing at all."
            : "Only the %s %s."
                .formatted(
                    present.stream().map(TypeStates::words).collect(joining(" and the ")),
                    present.size() == 1 ? "exists" : "exist"),
        (fixture, given) -> {
          relatives.forEach(each -> fixture.returns(each.idMember(), unusedId(each)));
          present.forEach(fixture::require);
        });
  }

  /** {@code integration response} of IntegrationResponse; a name in capitals or words stays. */
  static String words(ResourceType type) {
    String name = type.spokenName();
    return name.equals(name.toUpperCase(Locale.ROOT)) || name.contains(" ")
        ? name
        : name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String article(String words) {
    return ("aeiou".indexOf(words.toLowerCase(Locale.ROOT).charAt(0)) < 0 ? "a " : "an ") + words;
  }

  /** Returns members that create a resource. */
  static Map<String, Object> members(ResourceType type) {
    Map<String, Object> members = new LinkedHashMap<>(type.example().members());
    if (type.identifier().isGiven()) {
      members.putIfAbsent(type.idMember(), unusedId(type));
    }
    return members;
  }

  private static String unusedId(ResourceType type) {
    int length = type.identifier().isGiven() ? GIVEN_LENGTH : type.identifier().length();
    return RANDOM
        .ints(length, 0, 36)
        .mapToObj(digit -> Integer.toString(digit, 36))
        .collect(joining());
  }
}
