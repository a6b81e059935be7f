package dev.patchbay.store.redis.connection;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.Executor;

/**
 * Runs work on the event loop of its caller after all events that have arrived, outside of any
 * context of a request, because the work serves several requests.
 */
public record EndOfTick(Vertx vertx) implements Executor {

  @Override
  public void execute(Runnable work) {
    ContextInternal current = (ContextInternal) vertx.getOrCreateContext();
    current.unwrap().runOnContext(tick -> work.run());
  }
}
