package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Members;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.store.Entry;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A root and everything below it on its way back into the store. It takes what the service itself
 * could have stored and nothing else: the rules of each kind, given the members that a request can
 * set, must come to all the members that the resource has.
 */
public final class ImportPlan {

  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  /** What a resource has must stay as it is when a request names all of it. */
  private static final PatchSemantics SAME = new PatchSemantics(TemplatePatch.MERGE);

  /** The check of a request's members against its schema. */
  @FunctionalInterface
  public interface RequestCheck {
    Map<String, Object> check(String operationName, Map<String, Object> members);
  }

  private final Map<ResourceType, ResourceRules> rules;
  private final RequestCheck requestCheck;
  private final ResourceLimits limits;
  private final Quotas quotas;
  private final Map<ResourceId, Resource> resources = new LinkedHashMap<>();
  private final Map<ResourceCollection, Integer> sizes = new HashMap<>();
  private final Set<Read.OfHolders> uniqueValues = new HashSet<>();
  private final Map<Read, Resource> elsewhere = new LinkedHashMap<>();

  /** The import of one root; the limits are those of the service that will serve it. */
  public ImportPlan(
      Map<ResourceType, ResourceRules> rules,
      RequestCheck requestCheck,
      ResourceLimits limits,
      Quotas quotas) {
    this.rules = Map.copyOf(rules);
    this.requestCheck = requestCheck;
    this.limits = limits;
    this.quotas = quotas;
  }

  /**
   * Takes the root, or a resource below it whose parent was taken before.
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
    checkSame(id.type(), members, resource.members());
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

  /** Stores all of it at once, unless there is such a root already. */
  public Transition<ImportResult> transition() {
    return ImportResult.transition(List.copyOf(resources.values()), elsewhere, quotas);
  }

  private void checkPlace(Resource resource) {
    ResourceId id = resource.id();
    if (resources.isEmpty() != id.parent().isEmpty()) {
      String root = id.type().root().spokenName();
      throw badRequest(
          resources.isEmpty() ? "its " + root + " must come first" : "it is a second " + root);
    }
    if (!id.parent().map(resources::containsKey).orElse(true)) {
      throw badRequest("its parent does not come before it");
    }
    if (resources.containsKey(id)) {
      throw badRequest("its identifier is that of another " + id.type().typeName());
    }
    int most = quotas.most(id.type());
    if (id.parent().isPresent() && sizes.getOrDefault(id.collection(), 0) >= most) {
      throw badRequest(
          "these are more %s of one parent than the %d that are configured"
              .formatted(id.type().pluralName(), most));
    }
  }

  /**
   * Without the derived members, and without members that the protocol of the root does not take.
   */
  private Map<String, Object> inputs(Resource resource) {
    Resource root = resources.getOrDefault(resource.id().root(), resource);
    Object protocol = root.members().get("protocolType");
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
    ResourceRules ofType = rulesOf(id.type()).of(resource);
    Set<Read> references = References.reads(id, inputs, inputs);
    Set<Read> reads = new HashSet<>(ofType.reads(id, inputs));
    reads.addAll(references);
    id.ancestors().forEach(ancestor -> reads.add(new Read.OfResource(ancestor)));
    Map<Read, Object> found = new HashMap<>();
    for (Read read : reads) {
      found.put(read, found(read));
    }
    Instant created =
        id.type().createdMember().map(name -> date(resource, name)).orElse(Instant.EPOCH);
    Draft first = new Draft(id, inputs, members, new Snapshot(found), created, true);
    for (Read read : ofType.furtherReads(first)) {
      found.put(read, found(read));
    }
    Snapshot snapshot = new Snapshot(found);
    Map<String, Object> admitted =
        new LinkedHashMap<>(
            new Draft(id, inputs, members, snapshot, created, true).admitted(ofType));
    for (Read read : references) {
      if (isElsewhere(id, read)) {
        elsewhere.put(read, resource);
      }
    }
    References.check(id, inputs, admitted, snapshot, read -> !isElsewhere(id, read));
    id.type()
        .updatedMember()
        .ifPresent(name -> admitted.put(name, date(resource, name).toString()));
    return Members.of(id.type(), admitted);
  }

  private Object found(Read read) {
    if (read instanceof Read.OfHolders holders) {
      return resources.values().stream()
          .filter(each -> each.id().collection().equals(holders.collection()))
          .filter(each -> Entry.of(each).indexed().contains(holders.member(), holders.value()))
          .map(each -> each.id().value())
          .collect(Collectors.toSet());
    }
    return Optional.ofNullable(resources.get(((Read.OfResource) read).id()));
  }

  /** Whether it is in another root, which the store alone knows. */
  private static boolean isElsewhere(ResourceId id, Read read) {
    return !References.root(read).equals(id.root());
  }

  private ResourceRules rulesOf(ResourceType type) {
    return rules.getOrDefault(type, MemberRules.ONLY);
  }

  private void checkSame(
      ResourceType type, Map<String, Object> admitted, Map<String, Object> stored) {
    Set<String> names = new LinkedHashSet<>(stored.keySet());
    names.addAll(admitted.keySet());
    for (String name : names) {
      boolean defaulted =
          !stored.containsKey(name) && rulesOf(type).defaultsOfLaterVersions().contains(name);
      if (!defaulted && !Objects.equals(admitted.get(name), stored.get(name))) {
        throw badRequest(name + " is not what the service would have stored");
      }
    }
  }

  private static Instant date(Resource resource, String member) {
    String date = String.valueOf(resource.members().get(member));
    try {
      if (DATE.matcher(date).matches()) {
        return Instant.parse(date);
      }
    } catch (DateTimeException noSuchDay) {
      // Said below.
    }
    throw badRequest(member + " is not a date in seconds and UTC");
  }
}
