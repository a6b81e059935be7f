package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Member;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Members;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Snapshot;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource on its way into the store.
 *
 * @param id where it will be
 * @param change the members that the request names
 * @param members what it would be after the change; the rules complete it in place
 * @param snapshot what the rules asked to see
 * @param created when it is created; null when it is updated
 */
record Draft(
    ResourceId id,
    Map<String, Object> change,
    Map<String, Object> members,
    Snapshot snapshot,
    @Nullable Instant created) {

  /**
   * The members as the rules complete them.
   *
   * @throws dev.patchbay.model.ServiceException when the rules refuse
   */
  Members admitted(ResourceRules rules) {
    rules.admit(this);
    return Members.of(id.type(), members);
  }

  boolean isNew() {
    return created != null;
  }

  @Nullable String text(String member) {
    return (String) members.get(member);
  }

  Resource ancestor(ResourceId ancestor) {
    return snapshot
        .resource(ancestor)
        .orElseThrow(() -> new IllegalStateException("not stored: " + ancestor));
  }

  /** The protocol of the API in which the resource lies. */
  Protocol protocol() {
    return Protocol.valueOf(String.valueOf(ancestor(id.api()).text("protocolType")));
  }

  /** Refuses members that APIs of this protocol do not have. */
  void checkProtocol(Protocol protocol) {
    for (String name : change.keySet()) {
      Member member = id.type().members().get(name);
      if (member != null && member.protocol() != Protocol.ANY && member.protocol() != protocol) {
        throw badRequest(onlySupported(name, member.protocol())).about(name);
      }
    }
  }

  /** AWS has a text of its own for CORS, and another one when an API is created. */
  private String onlySupported(String member, Protocol only) {
    if (!member.equals("corsConfiguration")) {
      return member + " is only supported for " + only + " APIs";
    }
    return isNew()
        ? "Cors is not supported for WEBSOCKET protocolType"
        : "CORS configuration is only supported for HTTP APIs";
  }

  /** Sets a member that the request left open. */
  void defaultTo(String member, Object value) {
    members.putIfAbsent(member, value);
  }
}
