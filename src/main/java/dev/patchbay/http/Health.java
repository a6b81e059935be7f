package dev.patchbay.http;

import java.util.List;
import java.util.Map;

/**
 * The health of the service, from the latest measurements. Does not block; safe for use by many
 * threads.
 */
public interface Health {

  /** Whether everything has started; that stays so. */
  boolean isStarted();

  /** Whether the process works; false needs a restart. */
  boolean isAlive();

  /** Why no requests should be sent here now, in a few words each; empty when they may be. */
  List<String> unreadiness();

  /** All that is worth knowing, for people, as JSON knows it; no secrets. */
  Map<String, Object> detail();
}
