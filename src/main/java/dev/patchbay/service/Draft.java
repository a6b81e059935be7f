package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Member;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Members;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource before it is stored.
 *
 * @param id the identifier under which it is stored
 * @param change the members that the request names
 * @param members the members after the change; the rules complete them in place
 * @param snapshot the results of the reads of the rules
 * @param now the time of the creation or update
 * @param isNew false when it is updated
 */
public record Draft(
    ResourceId id,
    Map<String, Object> change,
    Map<String, Object> members,
    Snapshot snapshot,
    Instant now,
    boolean isNew) {

  /**
   * The members as the rules complete them.
   *
   * @throws dev.patchbay.model.ServiceException when the rules refuse
   */
  public Members validated(ResourceRules rules) {
    ResourceType type = id.type();
    type.createdMember().filter(member -> isNew).ifPresent(this::stamp);
    type.updatedMember().ifPresent(this::stamp);
    if (type.isTagged()) {
      defaultTo("tags", Map.of());
    }
    type.members().values().stream()
        .filter(Member::isPresentWhenEmpty)
        .forEach(member -> defaultTo(member.name(), Map.of()));
    if (isNew && type.protocol() != Protocol.ANY) {
      type.checkProtocolOf(ancestor(id.root()));
    }
    rules.validate(this);
    return Members.of(id.type(), members);
  }

  /** AWS's dates have whole seconds. */
  private void stamp(String member) {
    members.put(member, now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  public @Nullable String text(String member) {
    return (String) members.get(member);
  }

  /** The resource before an update; empty for a new one. */
  public Optional<Resource> before() {
    return isNew ? Optional.empty() : snapshot.resource(id);
  }

  public Resource ancestor(ResourceId ancestor) {
    return snapshot
        .resource(ancestor)
        .orElseThrow(() -> new IllegalStateException("not stored: " + ancestor));
  }

  /** The protocol of the API in which the resource lies. */
  public Protocol protocol() {
    return Protocol.of(ancestor(id.root()).members());
  }

  /** Refuses members that APIs of this protocol do not have. */
  public void checkProtocol(Protocol protocol) {
    for (Member member : id.type().members().values()) {
      if (change.containsKey(member.name())
          && member.protocol() != Protocol.ANY
          && member.protocol() != protocol) {
        throw badRequest(isNew ? member.createRefusal() : member.updateRefusal())
            .about(member.name());
      }
    }
  }

  /** Sets a member that the request left open. */
  public void defaultTo(String member, Object value) {
    members.putIfAbsent(member, value);
  }
}
