package dev.patchbay.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every key that is known at one moment. Immutable. */
public final class Credentials {
  private final Map<String, Credential> byAccessKeyId;

  private Credentials(Map<String, Credential> byAccessKeyId) {
    this.byAccessKeyId = byAccessKeyId;
  }

  /**
   * The credentials given.
   *
   * @throws IllegalArgumentException if two of them have the same access key id
   */
  public static Credentials of(Collection<Credential> credentials) {
    Map<String, Credential> byAccessKeyId = new HashMap<>();
    for (Credential credential : credentials) {
      if (byAccessKeyId.putIfAbsent(credential.caller().accessKeyId(), credential) != null) {
        throw new IllegalArgumentException("two credentials have the same access key id");
      }
    }
    return new Credentials(Map.copyOf(byAccessKeyId));
  }

  /** How many callers there are. */
  public int size() {
    return byAccessKeyId.size();
  }

  /** How many callers there are, in words. */
  public String sizeText() {
    return size() == 1 ? "1 caller" : size() + " callers";
  }

  /** The accounts that the callers belong to, sorted. */
  public SortedSet<String> accountIds() {
    SortedSet<String> accountIds = new TreeSet<>();
    byAccessKeyId.values().forEach(known -> accountIds.add(known.caller().accountId()));
    return accountIds;
  }

  @Nullable Credential find(String accessKeyId) {
    return byAccessKeyId.get(accessKeyId);
  }

  @Override
  public String toString() {
    return "Credentials[" + sizeText() + "]";
  }
}
