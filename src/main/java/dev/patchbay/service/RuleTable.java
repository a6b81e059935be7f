package dev.patchbay.service;

import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Read;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of each type; a type without rules of its own has only the rules of its members. */
final class RuleTable {

  private final Map<ResourceType, ResourceRules> rules;

  RuleTable(Map<ResourceType, ResourceRules> rules) {
    this.rules = Map.copyOf(rules);
  }

  ResourceRules of(ResourceType type) {
    return rules.getOrDefault(type, MemberRules.ONLY);
  }

  /** Returns the same rules, with the work done that depends on the change alone. */
  RuleTable forChange(ResourceType type, Map<String, Object> change) {
    ResourceRules prepared = of(type).forChange(change);
    if (prepared == of(type)) {
      return this;
    }
    Map<ResourceType, ResourceRules> all = new HashMap<>(rules);
    all.put(type, prepared);
    return new RuleTable(all);
  }

  /** Returns the reads that the rules of a draft need and its snapshot lacks. */
  Set<Read> unread(Draft draft) {
    return of(draft.id().type()).furtherReads(draft).stream()
        .filter(read -> !draft.snapshot().has(read))
        .collect(Collectors.toSet());
  }
}
