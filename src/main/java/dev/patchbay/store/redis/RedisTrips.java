package dev.patchbay.store.redis;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows what is sent to Redis; called on the event loop that sends. */
public interface RedisTrips {

  /**
   * Commands are about to be sent in one write.
   *
   * @param commands their names, such as {@code WATCH GET}, cut off where they are many
   * @return to be told how it ended: with a failure, or with null
   */
  Consumer<@Nullable Throwable> sending(String commands, int count, String host, int port);
}
