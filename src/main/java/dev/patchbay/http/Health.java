package dev.patchbay.http;

import java.util.List;
import java.util.Map;

/** How the service is, from what is known already; answered at once, to any thread. */
public interface Health {

  /** Whether everything has started; that stays so. */
  boolean isStarted();

  /** Whether it goes on working; a false is mended by a restart alone. */
  boolean isAlive();

  /** Why no requests should be sent here now, in a few words each; empty when they may be. */
  List<String> unreadiness();

  /** All that is worth knowing, for people, as JSON knows it; no secrets. */
  Map<String, Object> detail();
}
