package dev.patchbay.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A member that names another resource.
 *
 * <p>The target has the same ancestors as the resource that names it; it may also be a root of the
 * account, or lie below the target of another reference.
 *
 * @param member a string, or a map of strings each of which names a resource; or the path to a
 *     string in lists of structures, for example {@code actions[].invokeApi.apiId}
 * @param target the type of the named resource
 * @param prefix stands before the identifier in the member's value
 * @param byName whether the value is that of the target's unique member, and no identifier
 * @param within the member of the reference whose target holds this one; null for none
 * @param malformed the refusal of a value without the prefix; null where there is none
 * @param missing the refusal of a value that names a missing resource; null for the text of the
 *     target's type
 * @param inUse the refusal of a deletion of the target; null where the reference does not block it
 * @param isOwned whether the target is deleted with the last resource that names it
 */
public record Reference(
    String member,
    ResourceType target,
    String prefix,
    boolean byName,
    @Nullable String within,
    @Nullable Refusal malformed,
    @Nullable Refusal missing,
    @Nullable Refusal inUse,
    boolean isOwned) {

  /** A member whose value is the identifier of a resource that must exist. */
  public static Reference of(String member, ResourceType target) {
    return new Reference(member, target, "", false, null, null, null, null, false);
  }

  /**
   * The identifier stands behind a prefix.
   *
   * @param refusal of another value
   */
  public Reference behind(String start, Refusal refusal) {
    return new Reference(member, target, start, byName, within, refusal, missing, inUse, isOwned);
  }

  /** The value is that of the target's unique member. */
  public Reference byUniqueMember() {
    return new Reference(member, target, prefix, true, within, malformed, missing, inUse, isOwned);
  }

  /** The target lies in the target of the reference in another member. */
  public Reference within(String other) {
    return new Reference(member, target, prefix, byName, other, malformed, missing, inUse, isOwned);
  }

  /** The refusal of a value without a target; {value} stands for it. */
  public Reference missing(Refusal refusal) {
    return new Reference(
        member, target, prefix, byName, within, malformed, refusal, inUse, isOwned);
  }

  /**
   * The target cannot be deleted while it is named.
   *
   * @param refusal {referrers} stands for the identifiers of the resources that name it,
   *     {referrer.x} for the member x of the first of them, and {x} for the member x of the target
   */
  public Reference blocksDeletion(Refusal refusal) {
    return new Reference(
        member, target, prefix, byName, within, malformed, missing, refusal, isOwned);
  }

  /**
   * The target belongs to the resources that name it: it is created with the first and deleted with
   * the last.
   */
  public Reference owned() {
    return new Reference(member, target, prefix, byName, within, malformed, missing, inUse, true);
  }

  /** The member that the path begins with. */
  public String topMember() {
    return member.split("[.\\[]", 2)[0];
  }

  /** Returns the values of the member, which name resources. */
  public List<String> values(Map<String, Object> members) {
    List<Object> found = List.of(members);
    for (String name : member.replace("[]", "").split("[.]", -1)) {
      found =
          found.stream()
              .map(each -> each instanceof Map<?, ?> map ? map.get(name) : null)
              .flatMap(each -> each instanceof List<?> list ? list.stream() : Stream.of(each))
              .filter(Objects::nonNull)
              .map(Object.class::cast)
              .toList();
    }
    return found.stream()
        .flatMap(each -> each instanceof Map<?, ?> map ? map.values().stream() : Stream.of(each))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /** Whether the target cannot be deleted while it is named. */
  public boolean isBlocking() {
    return inUse != null;
  }

  /** Returns the identifier in a value, without the prefix; empty for a malformed value. */
  public Optional<String> named(String value) {
    return value.startsWith(prefix) && value.length() > prefix.length()
        ? Optional.of(value.substring(prefix.length()))
        : Optional.empty();
  }

  /** The value that names a resource; empty where nothing can name it. */
  public Optional<String> valueFor(Resource resource) {
    return byName
        ? resource.id().type().uniqueMember().map(resource::text)
        : Optional.of(prefix + resource.id().value());
  }
}
