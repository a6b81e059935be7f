package dev.patchbay.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The credentials of one version of the credentials file. Immutable. */
public final class Credentials {
  private final Map<String, Credential> byAccessKeyId;

  private Credentials(Map<String, Credential> byAccessKeyId) {
    this.byAccessKeyId = byAccessKeyId;
  }

  /**
   * Indexes credentials by their access key ids.
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

  /** Returns the number of callers. */
  public int size() {
    return byAccessKeyId.size();
  }

  /** Returns the number of callers in words. */
  public String sizeText() {
    return size() == 1 ? "1 caller" : size() + " callers";
  }

  /** Returns the accounts of the callers, sorted. */
  public SortedSet<String> accountIds() {
    SortedSet<String> accountIds = new TreeSet<>();
    byAccessKeyId.values().forEach(known -> accountIds.add(known.caller().accountId()));
    return accountIds;
  }

  /** Returns the credential where there is one only. */
  public Optional<Credential> only() {
    return size() == 1 ? byAccessKeyId.values().stream().findFirst() : Optional.empty();
  }

  @Nullable Credential find(String accessKeyId) {
    return byAccessKeyId.get(accessKeyId);
  }

  @Override
  public String toString() {
    return "Credentials[" + sizeText() + "]";
  }
}
