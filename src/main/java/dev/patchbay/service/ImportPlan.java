package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API and everything below it on its way back into the store. It takes what the service itself
 * could have stored and nothing else: the rules of each kind, given the members that a request can
 * set, must come to all the members that the resource has.
 */
public final class ImportPlan {

  private static final Pattern ENDPOINT =
      Pattern.compile(
          "(?:wss|https)://[a-z0-9]+\\.execute-api\\.([a-z0-9-]{1,32})\\.amazonaws\\.com");

  private static final Pattern CREATED_DATE =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  /** What a resource has must stay as it is when a request names all of it. */
  private static final PatchSemantics SAME = new PatchSemantics(TemplatePatch.MERGE);

  /** The check of a request's members against its schema. */
  @FunctionalInterface
  public interface RequestCheck {
    Map<String, Object> check(String operationName, Map<String, Object> members);
  }

  private final RequestCheck requestCheck;
  private final ResourceLimits limits;
  private final Quotas quotas;
  private final Map<ResourceId, Resource> resources = new LinkedHashMap<>();
  private final Map<ResourceCollection, Integer> sizes = new HashMap<>();
  private final Set<Read.OfHolders> uniqueValues = new HashSet<>();

  /** The restoration of one API; the limits are those of the service that will serve it. */
  public ImportPlan(RequestCheck requestCheck, ResourceLimits limits, Quotas quotas) {
    this.requestCheck = requestCheck;
    this.limits = limits;
    this.quotas = quotas;
  }

  /**
   * Takes the API, or a resource below it whose parent was taken before.
   *
   * @throws dev.patchbay.model.ServiceException saying what the service would not have stored like
   *     that; nothing is taken then
   */
  public void add(Resource resource) {
    ResourceId id = resource.id();
    checkPlace(resource);
    Map<String, Object> inputs =
        requestCheck.check(LifecycleOperation.CREATE.nameOn(id.type()), inputs(resource));
    Map<String, Object> members = admitted(resource, inputs);
    checkSame(members, resource.members());
    limits.check(id.type(), Map.of(), members);
    Optional<Read.OfHolders> unique =
        id.type()
            .uniqueMember()
            .map(m -> new Read.OfHolders(id.collection(), m, String.valueOf(members.get(m))));
    if (unique.isPresent() && !uniqueValues.add(unique.get())) {
      throw badRequest(unique.get().member() + " is that of another " + id.type().typeName());
    }
    Resource stored = new Resource(id, resource.revision(), members);
    resources.put(id, stored);
    sizes.merge(id.collection(), 1, Integer::sum);
  }

  /** Stores all of it at once, unless there is such an API already. */
  public Transition<ImportResult> transition() {
    return ImportResult.transition(List.copyOf(resources.values()), quotas);
  }

  private void checkPlace(Resource resource) {
    ResourceId id = resource.id();
    if (resources.isEmpty() != id.parent().isEmpty()) {
      throw badRequest(resources.isEmpty() ? "its API must come first" : "it is a second API");
    }
    if (!id.parent().map(resources::containsKey).orElse(true)) {
      throw badRequest("its parent does not come before it");
    }
    if (resources.containsKey(id)) {
      throw badRequest("its identifier is that of another " + id.type().typeName());
    }
    if (id.parent().isPresent() && sizes.getOrDefault(id.collection(), 0) >= quotas.childrenMax()) {
      throw badRequest(
          "these are more %s of one parent than the %d that are configured"
              .formatted(id.type().pluralName(), quotas.childrenMax()));
    }
  }

  /** Without the derived members, and without those that an API of this protocol only gets. */
  private Map<String, Object> inputs(Resource resource) {
    Resource api = resources.getOrDefault(resource.id().api(), resource);
    Object protocol = api.members().get("protocolType");
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (Member member : resource.id().type().members().values()) {
      Object value = resource.members().get(member.name());
      boolean known =
          member.protocol() == Protocol.ANY || member.protocol().name().equals(protocol);
      if (value != null && known && member.isInputOf(LifecycleOperation.CREATE)) {
        inputs.put(member.name(), value);
      }
    }
    return inputs;
  }

  private Map<String, Object> admitted(Resource resource, Map<String, Object> inputs) {
    ResourceId id = resource.id();
    Map<String, Object> members = SAME.apply(id.type(), inputs, inputs);
    members.put(id.type().idMember(), id.value());
    boolean isApi = id.parent().isEmpty();
    ResourceRules rules = ResourceRules.of(id.type(), isApi ? region(resource) : "");
    Set<Read> reads = new HashSet<>(rules.reads(id, inputs));
    id.ancestors().forEach(ancestor -> reads.add(new Read.OfResource(ancestor)));
    Map<Read, Object> found = new HashMap<>();
    for (Read read : reads) {
      ResourceId other = ((Read.OfResource) read).id();
      found.put(read, Optional.ofNullable(resources.get(other)));
    }
    Instant created = isApi ? created(resource) : Instant.EPOCH;
    return new Draft(id, inputs, members, new Snapshot(found), created).admitted(rules);
  }

  private static void checkSame(Map<String, Object> admitted, Map<String, Object> stored) {
    Set<String> names = new LinkedHashSet<>(stored.keySet());
    names.addAll(admitted.keySet());
    for (String name : names) {
      // Exports of earlier versions lack this default.
      boolean defaulted = name.equals("integrationMethod") && !stored.containsKey(name);
      if (!defaulted && !Objects.equals(admitted.get(name), stored.get(name))) {
        throw badRequest(name + " is not what the service would have stored");
      }
    }
  }

  /** An API keeps its endpoint when the region of the service is changed. */
  private static String region(Resource api) {
    Matcher endpoint = ENDPOINT.matcher(String.valueOf(api.members().get("apiEndpoint")));
    if (!endpoint.matches()) {
      throw badRequest("apiEndpoint is not that of an API");
    }
    return Objects.requireNonNull(endpoint.group(1));
  }

  private static Instant created(Resource api) {
    String date = String.valueOf(api.members().get("createdDate"));
    try {
      if (CREATED_DATE.matcher(date).matches()) {
        return Instant.parse(date);
      }
    } catch (DateTimeException noSuchDay) {
      // Said below.
    }
    throw badRequest("createdDate is not a date in seconds and UTC");
  }
}
