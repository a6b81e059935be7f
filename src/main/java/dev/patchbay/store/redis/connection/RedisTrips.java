package dev.patchbay.store.redis.connection;

import dev.patchbay.call.Call;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Observes the batches that are sent to Redis; called on the event loop that sends. */
public interface RedisTrips {

  /**
   * The commands of one write.
   *
   * @param commands their names, each once, such as {@code WATCH GET}
   * @param count of the commands
   * @param host of the server
   */
  record Batch(String commands, int count, String host, int port) {

    static Batch of(List<Request> requests, HostPort server) {
      String names =
          requests.stream()
              .map(request -> request.command().toString().toUpperCase(Locale.ROOT))
              .distinct()
              .collect(Collectors.joining(" "));
      return new Batch(names, requests.size(), server.host(), server.port());
    }
  }

  /**
   * A batch is about to be sent.
   *
   * @param calls the calls that the batch serves; empty for the call of the current context
   * @return the handler of its end, which gets a failure or null
   */
  Consumer<@Nullable Throwable> sending(Batch batch, List<Call> calls);
}
