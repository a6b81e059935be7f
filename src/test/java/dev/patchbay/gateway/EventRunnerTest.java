package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.EventRunner;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.Integrations;
import dev.patchbay.gateway.execution.OutcomeKind;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.execution.RanEvent;
import dev.patchbay.gateway.execution.RouteExecution;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.ApiSnapshots;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventRunnerTest {

  private static final RouteEvent EVENT =
      RouteEvent.message(Events.CONNECTION, "R", "M", 7, "x".repeat(976));

  private final Vertx vertx = Vertx.vertx();
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<RanEvent> seen = new ArrayList<>();
  private long clockNanos;

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Integrations integrations = call -> Future.failedFuture("no backend");
  private EventObserver observer = seen::add;
  private GatewayTracer tracer = GatewayTracer.NONE;

  private EventRunner runner(
      Future<Optional<ApiSnapshot>> snapshot, Executor executor, int pendingMax, long bytesMax) {
    return runner((apiId, stage) -> snapshot, executor, pendingMax, bytesMax);
  }

  private EventRunner runner(
      ApiSnapshots snapshots, Executor executor, int pendingMax, long bytesMax) {
    return new EventRunner(
        snapshots,
        new EvaluationWorkers(executor, pendingMax, Long.MAX_VALUE, () -> 0),
        () ->
            new RouteExecution(
                new Evaluator(EvaluationLimits.defaults(), () -> 0), new RouteThrottle(() -> 0, 1)),
        integrations,
        new PendingBytes(bytesMax),
        observer,
        tracer,
        () -> clockNanos += 5,
        vertx.getOrCreateContext());
  }

  private static Future<Optional<ApiSnapshot>> snapshot() {
    return Future.succeededFuture(
        Optional.of(SnapshotBuilder.selecting("x").echoing("$default").build()));
  }

  private static Optional<Outcome> outcome(Future<Optional<Outcome>> run) throws Exception {
    return run.await(20, TimeUnit.SECONDS);
  }

  @Test
  void anEventRunsOnTheWorkersAndIsObserved() throws Exception {
    Outcome outcome =
        outcome(runner(snapshot(), Runnable::run, 1, 10_000).run(EVENT)).orElseThrow();
    assertThat(outcome.text()).contains("$default");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).event()).isEqualTo(EVENT);
    assertThat(seen.get(0).outcome()).isEqualTo(outcome);
    assertThat(seen.get(0).logs()).isPresent();
    assertThat(seen.get(0).nanos()).isEqualTo(5);
  }

  @Test
  void messagesBeyondTheMemoryForThemAreRefusedAndLaterOnesRun() throws Exception {
    EventRunner runner = runner(snapshot(), tasks::add, 10, 2 * 2_000);
    Future<Optional<Outcome>> first = runner.run(EVENT);
    Future<Optional<Outcome>> second = runner.run(EVENT);
    assertThat(outcome(runner.run(EVENT)).orElseThrow().text())
        .contains(Events.error("Too Many Requests"));
    assertThat(seen)
        .singleElement()
        .satisfies(refused -> assertThat(refused.outcomeKind()).isEqualTo(OutcomeKind.THROTTLED));
    tasks.forEach(Runnable::run);
    tasks.clear();
    assertThat(outcome(first).orElseThrow().status()).isEqualTo(200);
    assertThat(outcome(second).orElseThrow().status()).isEqualTo(200);
    Future<Optional<Outcome>> later = runner.run(EVENT);
    tasks.forEach(Runnable::run);
    assertThat(outcome(later).orElseThrow().status()).isEqualTo(200);
  }

  @Test
  void anEventThatTheWorkersDoNotTakeIsRefused() throws Exception {
    EventRunner runner = runner(snapshot(), tasks::add, 1, 10_000);
    Future<Optional<Outcome>> first = runner.run(EVENT);
    assertThat(outcome(runner.run(EVENT)).orElseThrow().status()).isEqualTo(429);
    tasks.forEach(Runnable::run);
    assertThat(outcome(first).orElseThrow().status()).isEqualTo(200);
  }

  @Test
  void aSnapshotThatCannotBeReadIsAnError() throws Exception {
    Outcome outcome =
        outcome(runner(Future.failedFuture("away"), Runnable::run, 1, 10_000).run(EVENT))
            .orElseThrow();
    assertThat(outcome.text()).contains(Events.error("Internal server error"));
    assertThat(outcome.reason()).contains("away");
  }

  @Test
  void aStageThatIsGoneHasNoOutcome() throws Exception {
    EventRunner runner = runner(Future.succeededFuture(Optional.empty()), Runnable::run, 1, 10_000);
    assertThat(outcome(runner.run(EVENT))).isEmpty();
    assertThat(seen).isEmpty();
  }

  /** A two-way route of a type, without integration responses. */
  private static Future<Optional<ApiSnapshot>> integrating(String type) {
    return Future.succeededFuture(
        Optional.of(
            SnapshotBuilder.selecting("x")
                .integration("m", Map.of("integrationType", type))
                .response("m", "$default", Map.of())
                .route("$default", "m", Map.of())
                .twoWay("$default")
                .build()));
  }

  private final AtomicInteger submitted = new AtomicInteger();

  private EventRunner counted(Future<Optional<ApiSnapshot>> snapshot) {
    return runner(
        snapshot,
        task -> {
          submitted.incrementAndGet();
          task.run();
        },
        1,
        1_000_000);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_PROXY,1", "AWS_PROXY,1", "HTTP,2", "AWS,2"})
  void aWorkerMakesTheRequestAndAnotherTaskOfOneEvaluatesALongReply(String type, int tasks)
      throws Exception {
    String answer = "answer".repeat(1_000);
    integrations = call -> Future.succeededFuture(BackendReply.of(200, answer));
    EventRunner runner = counted(integrating(type));
    assertThat(outcome(runner.run(EVENT)).orElseThrow().text()).contains(answer);
    assertThat(submitted).hasValue(tasks);
  }

  private static RouteEvent event(String text) {
    return RouteEvent.message(Events.CONNECTION, "R", "M", 7, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MOCK", "HTTP_PROXY", "AWS_PROXY", "HTTP", "AWS"})
  void afterTheFirstEventABriefOneRunsOnItsEventLoop(String type) throws Exception {
    integrations = call -> Future.succeededFuture(BackendReply.of(200, "answer"));
    EventRunner runner = counted(type.equals("MOCK") ? snapshot() : integrating(type));
    Optional<Outcome> first = outcome(runner.run(EVENT));
    submitted.set(0);
    Future<Optional<Outcome>> second = runner.run(EVENT);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.result()).isEqualTo(first);
    assertThat(submitted).hasValue(0);
    assertThat(outcome(runner.run(event("x".repeat(2_049)))).orElseThrow().status()).isEqualTo(200);
    assertThat(submitted).hasValue(1);
  }

  private static SnapshotBuilder rendering(String template) {
    return SnapshotBuilder.selecting("x")
        .mock("m", "{\"statusCode\": 200}", Map.of("$default", template))
        .route("$default", "m", Map.of())
        .twoWay("$default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#foreach($i in [1..1000])#set($x = $i)#end",
        "#set($x = 'xx')#foreach($i in [1..12])#set($x = \"$x$x\")#end",
        "#if($input.body.matches('(x+x+)+y'))#end"
      })
  void aTemplateThatIsNotBriefRunsOnAWorker(String template) throws Exception {
    EventRunner runner = counted(Future.succeededFuture(Optional.of(rendering(template).build())));
    Optional<Outcome> first = outcome(runner.run(event("{}")));
    Optional<Outcome> second = outcome(runner.run(event("{}")));
    assertThat(second).isEqualTo(first);
    assertThat(submitted).hasValue(2);
  }

  @Test
  void anEventThatBeginsAgainOnAWorkerIsCountedOnceByItsThrottle() throws Exception {
    EventRunner runner =
        counted(
            Future.succeededFuture(
                Optional.of(
                    rendering("#foreach($i in [1..1000])#set($x = $i)#end")
                        .stage(
                            "defaultRouteSettings",
                            Map.of("throttlingRateLimit", 1.0, "throttlingBurstLimit", 3L))
                        .build())));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      statuses.add(outcome(runner.run(event("{}"))).orElseThrow().status());
    }
    assertThat(statuses).containsExactly(200, 200, 200, 429);
  }

  @Test
  void theMemoryOfAMessageIsHeldUntilItsBackendHasAnswered() throws Exception {
    Promise<BackendReply> reply = Promise.promise();
    integrations = call -> reply.future();
    EventRunner runner = runner(integrating("HTTP_PROXY"), Runnable::run, 1, 2_010);
    Future<Optional<Outcome>> first = runner.run(EVENT);
    assertThat(outcome(runner.run(EVENT)).orElseThrow().status()).isEqualTo(429);
    reply.complete(BackendReply.of(200, "answer"));
    assertThat(outcome(first).orElseThrow().text()).contains("answer");
    assertThat(outcome(runner.run(EVENT)).orElseThrow().text()).contains("answer");
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGRATION_TIMED_OUT,504,Endpoint request timed out",
    "INTEGRATION_UNREACHABLE,504,Internal server error",
    "INTEGRATION_FAILED,502,Internal server error",
    "INTERNAL,500,Internal server error"
  })
  void aCallThatFailsIsAnErrorFrameOnRoutesThatDoNotAnswerToo(
      GatewayError error, int status, String text) throws Exception {
    integrations = call -> Future.failedFuture(new IntegrationException(error, "why"));
    Future<Optional<ApiSnapshot>> oneWay =
        Future.succeededFuture(
            Optional.of(
                SnapshotBuilder.selecting("x")
                    .integration("m", Map.of("integrationType", "HTTP_PROXY"))
                    .route("$default", "m", Map.of())
                    .build()));
    Outcome outcome = outcome(runner(oneWay, Runnable::run, 1, 10_000).run(EVENT)).orElseThrow();
    assertThat(outcome.text()).contains(Events.error(text));
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.reason()).contains("why");
  }

  private static RuntimeException broken() {
    return new IllegalStateException("broken by the test");
  }

  @Test
  void anObserverThatThrowsChangesNoEventAndItsMemoryIsFree() throws Exception {
    observer =
        ran -> {
          throw broken();
        };
    EventRunner runner = runner(snapshot(), Runnable::run, 1, 2_000);
    for (int i = 0; i < 3; i++) {
      assertThat(outcome(runner.run(EVENT)).orElseThrow().text()).contains("$default");
    }
  }

  /** Begins spans that throw, or throws itself. */
  private record BrokenTracer(boolean begins)
      implements GatewayTracer, GatewayTracer.EventSpan, GatewayTracer.CallSpan {

    @Override
    public EventSpan begin(RouteEvent event) {
      if (begins) {
        return this;
      }
      throw broken();
    }

    @Override
    public RequestSpan begin(
        String operation,
        String apiId,
        String stage,
        String connectionId,
        Iterable<Map.Entry<String, String>> headers) {
      throw broken();
    }

    @Override
    public HttpSpan begin(HttpRequest request, Iterable<Map.Entry<String, String>> headers) {
      throw broken();
    }

    @Override
    public CallSpan calling(String integrationType) {
      if (integrationType.equals("HTTP_PROXY")) {
        return this;
      }
      throw broken();
    }

    @Override
    public void end(Optional<Outcome> outcome) {
      throw broken();
    }

    @Override
    public Map<String, String> headers() {
      throw broken();
    }

    @Override
    public void replied(int statusCode) {
      throw broken();
    }

    @Override
    public void failed(Throwable failure) {
      throw broken();
    }
  }

  @ParameterizedTest
  @CsvSource({"true,HTTP_PROXY", "true,AWS_PROXY", "false,HTTP_PROXY"})
  void aTracerThatThrowsChangesNoEvent(boolean begins, String type) throws Exception {
    tracer = new BrokenTracer(begins);
    integrations = call -> Future.succeededFuture(BackendReply.of(200, "answer"));
    EventRunner runner = runner(integrating(type), Runnable::run, 1, 2_010);
    for (int i = 0; i < 3; i++) {
      assertThat(outcome(runner.run(EVENT)).orElseThrow().text()).contains("answer");
    }
    integrations = call -> Future.failedFuture(broken());
    EventRunner failing = runner(integrating(type), Runnable::run, 1, 2_010);
    assertThat(outcome(failing.run(EVENT)).orElseThrow().status()).isEqualTo(500);
    assertThat(seen).hasSize(4);
  }

  @Test
  void snapshotsThatThrowAreAnError() throws Exception {
    EventRunner runner =
        runner(
            (apiId, stage) -> {
              throw broken();
            },
            Runnable::run,
            1,
            10_000);
    assertThat(outcome(runner.run(EVENT)).orElseThrow().reason()).contains("broken by the test");
  }
}
