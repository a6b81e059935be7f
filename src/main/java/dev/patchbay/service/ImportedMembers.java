package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The members of a resource in an export, split into members that a request can set and members
 * that the service derives.
 */
record ImportedMembers(Resource resource) {

  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  /**
   * Returns the members that a request can set and that the protocol of the root has.
   *
   * @param root the resource itself for a root
   */
  Map<String, Object> inputs(Resource root) {
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

  /** Returns the members that an update can set and a creation cannot. */
  Map<String, Object> inputsOfUpdates() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (Member member : resource.id().type().members().values()) {
      Object value = resource.members().get(member.name());
      if (value != null && member.input() == Member.Input.UPDATE) {
        inputs.put(member.name(), value);
      }
    }
    return inputs;
  }

  /** Returns the date of the creation; the epoch for a type without one. */
  Instant created() {
    return resource.id().type().createdMember().map(this::date).orElse(Instant.EPOCH);
  }

  /** Returns the date of the last update; empty for a type without one. */
  Optional<String> updated() {
    return resource.id().type().updatedMember().map(name -> date(name).toString());
  }

  /**
   * Checks that the service would store these members.
   *
   * @param rebuilt the members that the rules derive from the inputs
   * @throws dev.patchbay.model.ServiceException naming a member that differs
   */
  void checkSame(ResourceRules rules, Map<String, Object> rebuilt) {
    Map<String, Object> stored = resource.members();
    Set<String> names = new LinkedHashSet<>(stored.keySet());
    names.addAll(rebuilt.keySet());
    for (String name : names) {
      boolean defaulted =
          !stored.containsKey(name) && rules.defaultsOfLaterVersions().contains(name);
      if (!defaulted && !Objects.equals(rebuilt.get(name), stored.get(name))) {
        throw badRequest(name + " is not what the service would have stored");
      }
    }
  }

  private Instant date(String member) {
    String date = String.valueOf(resource.members().get(member));
    try {
      if (DATE.matcher(date).matches()) {
        return Instant.parse(date);
      }
    } catch (DateTimeException ignored) {
      // The pattern matches days that no month has; they are refused below.
    }
    throw badRequest(member + " is not a date in seconds and UTC");
  }
}
