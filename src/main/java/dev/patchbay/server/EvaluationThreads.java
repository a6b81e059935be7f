package dev.patchbay.server;

import dev.patchbay.config.EvaluationConfig;
import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.EvaluationRequest;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.Lint;
import dev.patchbay.evaluation.LintCache;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of evaluations, and the evaluator that they share. Safe for all threads. */
final class EvaluationThreads implements AutoCloseable {

  /**
   * A request whose template has the constructs of most templates, so that their classes are
   * loaded.
   */
  private static final EvaluationRequest FIRST =
      new EvaluationRequest(
          "${integration.response.statuscode}",
          List.of(
              new IntegrationResponse(
                  "first",
                  "/2\\d\\d/",
                  null,
                  Map.of("route.response.header.a", "integration.response.body.a[0]"),
                  Map.of(
                      "$default",
                      "#set($a = $input.path('$.a'))#foreach($b in $a)#if($b > 1)$b.c#else$util"
                          + ".escapeJavaScript(\"$b\")#end#end$input.json('$..*')$context.d"),
                  null)),
          BackendReply.of(200, "{\"a\":[1,2.5,\"x\",null,true]}"),
          EvaluationContext.EMPTY);

  /** The longest time of an integration of API Gateway. */
  private static final long EVENT_WAIT_NANOS = TimeUnit.SECONDS.toNanos(29);

  private final ExecutorService executor;
  private final EvaluationWorkers workers;
  private final EvaluationWorkers gatewayWorkers;
  private final LintCache lint =
      new LintCache(new Lint(EvaluationLimits.defaults(), System::nanoTime));
  private @Nullable Evaluator evaluator;

  EvaluationThreads(EvaluationConfig config) {
    AtomicInteger count = new AtomicInteger();
    executor =
        Executors.newFixedThreadPool(
            config.workers(),
            task -> {
              Thread thread = new Thread(task, "patchbay-evaluation-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers =
        new EvaluationWorkers(
            executor,
            config.pendingMax(),
            TimeUnit.MILLISECONDS.toNanos(config.waitMillisMax()),
            System::nanoTime);
    gatewayWorkers =
        new EvaluationWorkers(executor, Integer.MAX_VALUE, EVENT_WAIT_NANOS, System::nanoTime);
  }

  EvaluationWorkers workers() {
    return workers;
  }

  /** Returns the workers of the gateway, whose events are bounded by their bytes. */
  EvaluationWorkers gatewayWorkers() {
    return gatewayWorkers;
  }

  LintCache lint() {
    return lint;
  }

  /**
   * Returns the evaluator, which the first evaluation makes: it would make each start slower.
   *
   * <p>To load the classes of Velocity and of JSON paths takes a busy processor as long as the
   * limit of an evaluation, so that one without a clock loads them.
   */
  synchronized Evaluator evaluator() {
    if (evaluator == null) {
      new Evaluator(EvaluationLimits.defaults(), () -> 0).evaluate(FIRST);
      evaluator = new Evaluator(EvaluationLimits.defaults(), System::nanoTime);
    }
    return evaluator;
  }

  /** Stops the threads; waiting evaluations do not run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
