package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Read;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a type whose resources a quick creation makes and API Gateway manages. An update
 * does not change the key of a managed route, and nothing of a managed stage; the texts are this
 * service's.
 *
 * @param rules the rules of the type itself
 * @param isManaged whether the resource of an export is managed
 */
record ManagedRules(ResourceRules rules, boolean isManaged) implements ResourceRules {

  /** The member that marks a managed resource. Only the service makes changes that name it. */
  static final String MANAGED = "apiGatewayManaged";

  ManagedRules(ResourceRules rules) {
    this(rules, false);
  }

  static boolean isManaged(Resource resource) {
    return Boolean.TRUE.equals(resource.members().get(MANAGED));
  }

  @Override
  public ResourceRules of(Resource stored) {
    return new ManagedRules(rules.of(stored), isManaged(stored));
  }

  @Override
  public ResourceRules forChange(Map<String, Object> change) {
    ResourceRules prepared = rules.forChange(change);
    return prepared == rules ? this : new ManagedRules(prepared, isManaged);
  }

  @Override
  public Set<String> defaultsOfLaterVersions() {
    return rules.defaultsOfLaterVersions();
  }

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return rules.reads(id, change);
  }

  @Override
  public Set<Read> furtherReads(Draft draft) {
    return rules.furtherReads(draft);
  }

  @Override
  public String contentId(Map<String, Object> members) {
    return rules.contentId(members);
  }

  @Override
  public void validate(Draft draft) {
    if (draft.before().filter(ManagedRules::isManaged).isPresent()
        && !draft.change().containsKey(MANAGED)) {
      checkUpdate(draft);
    }
    rules.validate(draft);
    if (isManaged && draft.protocol() == Protocol.HTTP) {
      draft.members().put(MANAGED, true);
    }
  }

  private static void checkUpdate(Draft draft) {
    String type = draft.id().type().typeName();
    if (type.equals("Stage") && !draft.change().isEmpty()) {
      throw badRequest("The stage is managed by API Gateway and cannot be modified");
    }
    Object key = draft.change().get("routeKey");
    if (type.equals("Route")
        && key != null
        && !key.equals(draft.before().orElseThrow().members().get("routeKey"))) {
      throw badRequest("The route is managed by API Gateway and its key cannot be modified")
          .about("routeKey");
    }
  }
}
