package dev.patchbay.model;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a resource of a type is identified within its collection.
 *
 * @param member the member and path label that holds the identifier, for example {@code routeId}
 * @param length how many characters of {@code [a-z0-9]} a generated identifier has; 0 where the
 *     caller gives the identifier
 * @param formerLengths the lengths that identifiers of earlier versions have and keep
 * @param given the form of an identifier that the caller gives
 * @param refusal of an identifier of another form; null for a text that names the allowed form
 */
public record Identifier(
    String member,
    int length,
    Set<Integer> formerLengths,
    Pattern given,
    @Nullable Refusal refusal) {

  /** The longest that AWS has is a domain's name; keys of the store and page tokens hold it. */
  private static final int GIVEN_LENGTH_MAX = 512;

  private static final Pattern GENERATED = Pattern.compile("[a-z0-9]+");

  /**
   * Stage names and domain names. Entries of the store end an identifier with a space, and lines of
   * the store separate identifiers with slashes; all of these characters come after the space.
   */
  private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9$*._-]+");

  public Identifier {
    formerLengths = Set.copyOf(formerLengths);
  }

  /** An identifier that the service draws. */
  static Identifier generated(String member, int length, Integer... formerLengths) {
    return new Identifier(member, length, Set.of(formerLengths), GIVEN, null);
  }

  /** An identifier that the request that creates the resource names in a member. */
  static Identifier given(String member) {
    return new Identifier(member, 0, Set.of(), GIVEN, null);
  }

  /** The same, of a narrower form; the refusal is AWS's answer to another one. */
  static Identifier given(String member, Pattern form, Refusal refusal) {
    return new Identifier(member, 0, Set.of(), form, refusal);
  }

  /** Whether the caller chooses it. */
  public boolean isGiven() {
    return length == 0;
  }

  /** Whether a stored resource may have it. */
  public boolean accepts(String id) {
    return isGiven()
        ? id.length() <= GIVEN_LENGTH_MAX && given.matcher(id).matches()
        : (id.length() == length || formerLengths.contains(id.length()))
            && GENERATED.matcher(id).matches();
  }

  /** The refusal of a value that {@link #accepts} does not allow. */
  public ServiceException refusalOf(@Nullable Object value) {
    return refusal == null
        ? ServiceException.invalid(member, value, form())
        : new ServiceException(refusal.code(), refusal.text()).about(member);
  }

  /** Returns a sentence that describes the identifiers which {@link #accepts} allows. */
  public String form() {
    return isGiven()
        ? "1 to %d characters of A-Z, a-z, 0-9, $, *, ., _ and -".formatted(GIVEN_LENGTH_MAX)
        : "%d characters of a-z and 0-9".formatted(length);
  }
}
