package dev.patchbay.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the resources of runs by their names, and deletes them. */
public final class Leftovers {

  /** The beginning of the names of everything that any run makes. */
  public static final String PREFIX = "patchbay-conformance-";

  /** An account has at most 600 APIs without asking for more; further pages are a loop. */
  private static final int PAGES_MAX = 100;

  /** The status of a deleted resource, or of a collection that an emulator does not have. */
  private static final int NOT_FOUND = 404;

  /** The collections of an account, and the member with the name and that with the identifier. */
  private static final List<Collection> ROOTS =
      List.of(
          new Collection("/v2/apis", "name", "apiId"),
          new Collection("/v2/domainnames", "domainName", "domainName"),
          new Collection("/v2/vpclinks", "name", "vpcLinkId"),
          new Collection("/v2/portals", "portalContent.displayName", "portalId"),
          new Collection("/v2/portalproducts", "displayName", "portalProductId"));

  /**
   * A collection of an account.
   *
   * @param nameMember has a dot where the name is in a structure
   */
  private record Collection(String path, String nameMember, String idMember) {

    String name(Map<?, ?> item) {
      @Nullable Object value = item;
      for (String member : nameMember.split("\\.", -1)) {
        value = value instanceof Map<?, ?> members ? members.get(member) : null;
      }
      return String.valueOf(value);
    }
  }

  /**
   * The result.
   *
   * @param removed the names of the deleted resources
   * @param failures the reasons why others could not be deleted
   */
  public record Removed(List<String> removed, List<String> failures) {}

  private final Endpoint endpoint;

  public Leftovers(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Returns the path of the root that a call has created. */
  static Optional<String> rootOf(String collection, Answer answer) {
    return ROOTS.stream()
        .filter(root -> root.path().equals(collection))
        .map(root -> answer.members().get(root.idMember()))
        .filter(Objects::nonNull)
        .map(id -> collection + "/" + Texts.encoded(String.valueOf(id)))
        .findFirst();
  }

  /** Deletes all roots whose names begin with the prefix. */
  public Removed remove(String prefix) {
    List<String> removed = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Collection root : ROOTS) {
      try {
        remove(root, prefix, removed, failures);
      } catch (NoAnswerException e) {
        failures.add(e.reason());
      }
    }
    return new Removed(removed, failures);
  }

  /** Lists everything before it removes anything, for the pages move otherwise. */
  private void remove(Collection root, String prefix, List<String> removed, List<String> failures)
      throws NoAnswerException {
    for (Map<?, ?> each : named(root, prefix)) {
      Answer answer =
          endpoint.sendAtTheEnd(
              "DELETE",
              root.path() + "/" + Texts.encoded(String.valueOf(each.get(root.idMember()))));
      String name = root.name(each);
      if (answer.isSuccess() || answer.status() == NOT_FOUND) {
        removed.add(name);
      } else {
        failures.add(name + " stays: " + answer.summary());
      }
    }
  }

  private List<Map<?, ?>> named(Collection root, String prefix) throws NoAnswerException {
    List<Map<?, ?>> named = new ArrayList<>();
    String token = "";
    for (int page = 0; page < PAGES_MAX; page++) {
      Answer answer = endpoint.sendAtTheEnd("GET", root.path() + token);
      if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
        throw new NoAnswerException("GET " + root.path() + " answers " + answer.summary());
      }
      Map<String, @Nullable Object> members = answer.members();
      if (members.get("items") instanceof List<?> items) {
        for (Object item : items) {
          if (item instanceof Map<?, ?> map && root.name(map).startsWith(prefix)) {
            named.add(map);
          }
        }
      }
      Object next = members.get("nextToken");
      if (next == null || String.valueOf(next).isEmpty()) {
        return named;
      }
      token = "?nextToken=" + Texts.encoded(String.valueOf(next));
    }
    return named;
  }
}
