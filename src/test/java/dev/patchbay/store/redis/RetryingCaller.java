package dev.patchbay.store.redis;

import static dev.patchbay.store.Samples.append;

import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Replica;
import dev.patchbay.testkit.RedisNode;

/** A caller that repeats a refused call after Retry-After, as SDKs do. */
public final class RetryingCaller {

  private RetryingCaller() {}

  /** Appends a word, however often it takes, and returns how often it was refused. */
  public static int refusals(Replica replica, ResourceId id, String word) {
    for (int refusals = 0; ; refusals++) {
      try {
        replica.commit(append(id, word));
        return refusals;
      } catch (ServiceException refusal) {
        refusal.retryAfterMillis().ifPresent(RedisNode::pause);
      }
    }
  }
}
