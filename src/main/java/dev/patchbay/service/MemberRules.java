package dev.patchbay.service;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Read;
import java.util.Map;
import java.util.Set;

/** The rule that follows from the rows of members: some are for roots of one protocol. */
final class MemberRules implements ResourceRules {

  /** The rules of a type that has no rules of its own. */
  static final MemberRules ONLY = new MemberRules();

  private MemberRules() {}

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return isBoundToProtocol(id.type()) ? Set.of(new Read.OfResource(id.root())) : Set.of();
  }

  @Override
  public void validate(Draft draft) {
    if (isBoundToProtocol(draft.id().type())) {
      draft.checkProtocol(draft.protocol());
    }
  }

  private static boolean isBoundToProtocol(ResourceType type) {
    return type.members().values().stream().anyMatch(each -> each.protocol() != Protocol.ANY);
  }
}
