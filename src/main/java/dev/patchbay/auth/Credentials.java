package dev.patchbay.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

  @Nullable Credential find(String accessKeyId) {
    return byAccessKeyId.get(accessKeyId);
  }

  @Override
  public String toString() {
    return "Credentials[" + size() + " callers]";
  }
}
