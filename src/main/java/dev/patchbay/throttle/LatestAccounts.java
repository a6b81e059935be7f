package dev.patchbay.throttle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets the account that was not asked for the longest when there are too many. */
final class LatestAccounts<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  /**
   * Accounts come from the operator's credentials and are few; should they be many, a megabyte or
   * two must do, and a forgotten account merely starts with a full bucket.
   */
  static final int ACCOUNTS_MAX = 10_000;

  private final int accountsMax;

  LatestAccounts(int accountsMax) {
    super(16, 0.75f, true);
    this.accountsMax = accountsMax;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > accountsMax;
  }
}
