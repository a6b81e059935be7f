package dev.patchbay.throttle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Evicts the least recently used account when there are too many. */
final class AccountCache<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  /**
   * Accounts come from the operator's credentials and are few. The limit bounds the memory to two
   * megabytes; an evicted account starts with a full bucket.
   */
  static final int ACCOUNTS_MAX = 10_000;

  private final int accountsMax;

  AccountCache(int accountsMax) {
    super(16, 0.75f, true);
    this.accountsMax = accountsMax;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > accountsMax;
  }
}
