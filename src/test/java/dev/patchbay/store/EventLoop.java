package dev.patchbay.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One event loop that runs the work of a test. The test waits for a bounded time and then fails.
 */
public final class EventLoop implements AutoCloseable {

  /** Far beyond every deadline of the code under test, on a loaded machine too. */
  private static final int SECONDS_MAX = 60;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();

  /** Makes something that belongs to the event loop. */
  public <T> T make(Function<Vertx, T> maker) {
    return call(() -> Future.succeededFuture(maker.apply(vertx)));
  }

  /**
   * Runs the work on the event loop and returns the result of its future.
   *
   * @throws RuntimeException the one that the work or its future failed with
   */
  public <T> T call(Supplier<Future<T>> work) {
    return await(submit(work));
  }

  /** Starts the work on the event loop. */
  public <T> CompletableFuture<T> submit(Supplier<Future<T>> work) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    context.runOnContext(
        begun ->
            Future.succeededFuture()
                .compose(nothing -> work.get())
                .onSuccess(outcome::complete)
                .onFailure(outcome::completeExceptionally));
    return outcome;
  }

  /** Waits for work that {@link #submit} started. */
  public static <T> T await(CompletableFuture<T> outcome) {
    try {
      return outcome.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new AssertionError(failed.getCause());
    } catch (TimeoutException hung) {
      throw new AssertionError("nothing after " + SECONDS_MAX + " s", hung);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** A pause between two checks of a condition that becomes true by itself. */
  static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    await(vertx.close().toCompletionStage().toCompletableFuture());
  }
}
