package dev.patchbay.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Runs asynchronous steps one after the other, any number of them. */
public final class SequentialSteps {

  private final Supplier<Future<Boolean>> step;
  private final Promise<Void> ended = Promise.promise();

  private SequentialSteps(Supplier<Future<Boolean>> step) {
    this.step = step;
  }

  /**
   * Runs the step until it returns false.
   *
   * @param step completes with whether to run another step; its failure is the failure of all
   */
  public static Future<Void> of(Supplier<Future<Boolean>> step) {
    SequentialSteps repetition = new SequentialSteps(step);
    repetition.next();
    return repetition.ended.future();
  }

  /**
   * A loop and no composition, because a chain of thousands of futures would overflow the stack.
   */
  private void next() {
    step.get()
        .onSuccess(
            more -> {
              if (more) {
                next();
              } else {
                ended.complete();
              }
            })
        .onFailure(ended::fail);
  }
}
