package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The API keys of one version of their file, kept as digests: how long a comparison takes says
 * nothing about a key. Immutable.
 */
public final class ApiKeys {
  /** No key is accepted. */
  public static final ApiKeys NONE = new ApiKeys(Map.of());

  /** The longest key of AWS; a longer text is not hashed. */
  static final int LENGTH_MAX = 128;

  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, ApiKey> byDigest;

  private ApiKeys(Map<String, ApiKey> byDigest) {
    this.byDigest = byDigest;
  }

  /**
   * A key without its value.
   *
   * @param name the name of its profile
   * @param stages where it is accepted, each {@code apiId} for all stages or {@code apiId/stage}
   */
  record ApiKey(String name, Set<String> stages) {
    ApiKey {
      stages = Set.copyOf(stages);
    }
  }

  /** A key with its value. */
  record Entry(String value, ApiKey key) {
    /** Leaves the value out. */
    @Override
    public String toString() {
      return "Entry[" + key.name() + "]";
    }
  }

  /**
   * Indexes keys by the digests of their values.
   *
   * @throws IllegalArgumentException if two of them have the same value
   */
  static ApiKeys of(List<Entry> entries) {
    Map<String, ApiKey> byDigest = new HashMap<>();
    for (Entry entry : entries) {
      if (byDigest.putIfAbsent(digest(entry.value()), entry.key()) != null) {
        throw new IllegalArgumentException("two API keys have the same value");
      }
    }
    return new ApiKeys(Map.copyOf(byDigest));
  }

  /**
   * Finds the name of a key.
   *
   * @param value as a client sent it
   * @return nothing where no such key is accepted at the stage
   */
  public Optional<String> nameOf(String value, String apiId, String stage) {
    if (value.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return Optional.ofNullable(byDigest.get(digest(value)))
        .filter(key -> key.stages().contains(apiId) || key.stages().contains(apiId + "/" + stage))
        .map(ApiKey::name);
  }

  /** Returns the number of keys in words. */
  String sizeText() {
    return byDigest.size() == 1 ? "1 API key" : byDigest.size() + " API keys";
  }

  private static String digest(String value) {
    return HEX.formatHex(Digests.sha256(value.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "ApiKeys[" + sizeText() + "]";
  }
}
