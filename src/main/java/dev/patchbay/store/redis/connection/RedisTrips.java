package dev.patchbay.store.redis.connection;

import dev.patchbay.call.Call;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows what is sent to Redis; called on the event loop that sends. */
public interface RedisTrips {

  /**
   * What is sent in one write.
   *
   * @param commands their names, each once, such as {@code WATCH GET}
   * @param count of the commands
   * @param host of the server
   */
  record Batch(String commands, int count, String host, int port) {}

  /**
   * A batch is about to be sent.
   *
   * @param calls on whose behalf; empty for that of the current context
   * @return to be told how it ended: with a failure, or with null
   */
  Consumer<@Nullable Throwable> sending(Batch batch, List<Call> calls);
}
