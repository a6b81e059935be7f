package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys derived from a secret, a day, a region and the service: four of the five HMACs of a
 * request, the same ones for a day. Safe for use by many threads.
 */
final class SigningKeys {
  /**
   * A hundred callers in five regions on both sides of midnight are 1,000. A caller without a valid
   * key chooses the region freely and can evict entries, which costs the next request of the
   * evicted caller four HMACs, about 10 microseconds.
   */
  static final int KEYS_MAX = 1_024;

  private final String service;
  private final Map<KeyId, SecretKeySpec> keys = new LinkedHashMap<>(16, 0.75f, true);

  SigningKeys(String service) {
    this.service = service;
  }

  /** Returns the signature of a text, 32 bytes. */
  byte[] sign(Credential credential, String date, String region, String text) {
    return hmac(key(new KeyId(credential, date, region)), text);
  }

  synchronized int size() {
    return keys.size();
  }

  private SecretKeySpec key(KeyId id) {
    synchronized (this) {
      SecretKeySpec known = keys.get(id);
      if (known != null) {
        return known;
      }
    }
    SecretKeySpec derived = derive(id);
    synchronized (this) {
      keys.put(id, derived);
      if (keys.size() > KEYS_MAX) {
        Iterator<KeyId> leastRecentlyUsed = keys.keySet().iterator();
        leastRecentlyUsed.next();
        leastRecentlyUsed.remove();
      }
    }
    return derived;
  }

  private SecretKeySpec derive(KeyId id) {
    String secret = "AWS4" + id.credential().secretAccessKey();
    SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), Digests.HMAC);
    for (String part : new String[] {id.date(), id.region(), service, "aws4_request"}) {
      key = new SecretKeySpec(hmac(key, part), Digests.HMAC);
    }
    return key;
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    return Digests.hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Credentials are compared as objects, so a new secret never uses the key of an old one. */
  private record KeyId(Credential credential, String date, String region) {}
}
