package dev.patchbay.http;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Role;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.Lint;
import dev.patchbay.evaluation.LintCache;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Operation;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.service.ApiGatewayRules;
import dev.patchbay.service.PreviewService;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceDecisions;
import dev.patchbay.store.Decision;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.InMemoryBacking;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Overload over HTTP, with an executor that runs evaluations when it is told to. */
@Timeout(60)
final class EvaluationWorkTest {

  private static final String ACCOUNT = "000000000000";
  private static final String PATH = "/patchbay/v1/apis/a/integrations/i/evaluations";
  private static final int PENDING_MAX = 2;
  private static final long WAIT_NANOS_MAX = 1_000;

  private final EventLoop loop = new EventLoop();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ServiceMetrics metrics = new ServiceMetrics();
  private volatile long nanos;
  private Http http = new Http(URI.create("http://127.0.0.1"));

  @BeforeEach
  void listen() {
    HttpServer made =
        loop.make(
            vertx -> {
              ResourceStore store = new InMemoryBacking().newStore(vertx);
              store(store);
              return vertx.createHttpServer().requestHandler(router(Router.router(vertx), store));
            });
    HttpServer listening = loop.call(() -> made.listen(0, "127.0.0.1"));
    http = new Http(URI.create("http://127.0.0.1:" + listening.actualPort()));
  }

  @AfterEach
  void close() {
    loop.close();
    metrics.close();
  }

  private static void store(ResourceStore store) {
    put(store, ApiGatewayTypes.API, List.of(), "a", Map.of("protocolType", "WEBSOCKET"));
    put(
        store,
        ApiGatewayTypes.INTEGRATION,
        List.of("a"),
        "i",
        Map.of("integrationResponseSelectionExpression", "${integration.response.statuscode}"));
    put(
        store,
        ApiGatewayTypes.INTEGRATION_RESPONSE,
        List.of("a", "i"),
        "r",
        Map.of("integrationResponseKey", "$default"));
  }

  private static void put(
      ResourceStore store,
      ResourceType type,
      List<String> parents,
      String id,
      Map<String, Object> members) {
    ResourceCollection collection = new ResourceCollection(ACCOUNT, type, parents);
    Resource resource = new Resource(collection.member(id), 1, members);
    store.commit(
        new Transition<>(
            new Read.OfResource(resource.id()),
            Set.of(),
            snapshot -> new Decision.Commit<>(List.of(Write.create(resource)), resource)));
  }

  private Router router(Router router, ResourceStore store) {
    AnswerStamp stamp = new AnswerStamp();
    AnswerWriter answers = AnswerWriter.withLimits(1);
    RequestInstrumentation instrumentation =
        new RequestInstrumentation(metrics.requests(), new AccessLog(new AccessSampling(false, 0)));
    router
        .route()
        .handler(instrumentation)
        .handler(new HttpConformanceHandler(stamp))
        .failureHandler(new ErrorHandler(stamp, answers, instrumentation::begin));
    Evaluator evaluator = new Evaluator(EvaluationLimits.defaults(), () -> 0);
    EvaluationWorkers workers =
        new EvaluationWorkers(tasks::add, PENDING_MAX, WAIT_NANOS_MAX, () -> nanos);
    EvaluationWork work =
        new EvaluationWork(
            ApiGatewayTypes.INTEGRATION_RESPONSE,
            new PreviewService(store, decisions(), InstantSource.system()),
            RequestSchemas.load(ApiGatewayTypes.ALL),
            new EvaluationRunner(
                workers,
                () -> evaluator,
                new LintCache(new Lint(EvaluationLimits.defaults(), () -> 0)),
                metrics.evaluations()),
            new LargeResources(1_000_000, 1_000, 10, 10));
    Operation operation = Operation.evaluation(ApiGatewayTypes.INTEGRATION);
    PathHandler handler =
        new PathHandler(List.of(new OperationHandler(operation, work, checks())), Optional.empty());
    router
        .route(ResourceRouter.routerPath(operation.path()))
        .handler(context -> answers.write(context, handler.answer(context)));
    return router;
  }

  private static RequestChecks checks() {
    return new RequestChecks(
        new BodyReader(10_000, 100_000, 100_000),
        new ConnectionLimits(100, 10_000, 10_000, by -> {}, () -> 0),
        Optional.empty(),
        new Caller("", ACCOUNT, Role.READONLY, OptionalInt.empty(), OptionalInt.empty()),
        (account, limit) -> Future.succeededFuture(Admission.unlimited()),
        RateLimit.of(1, 1));
  }

  private static ResourceDecisions decisions() {
    return new ResourceDecisions(
        ApiGatewayTypes.ALL,
        new PatchSemantics(TemplatePatch.REPLACE),
        new Quotas(Map.of("PATCHBAY_MAX_CHILDREN", 10)),
        (type, before, after) -> {},
        ApiGatewayRules.of("us-east-1", schema -> true, members -> ""));
  }

  private CompletableFuture<Answer> ask() {
    return CompletableFuture.supplyAsync(() -> http.post(PATH, "{\"reply\":{\"body\":\"b\"}}"));
  }

  private void awaitTasks(int count) throws Exception {
    eventually("so many evaluations wait", () -> tasks.size() == count);
  }

  @Test
  void evaluationBeyondTheQueueIsRefusedAndALaterOneIsServed() throws Exception {
    CompletableFuture<Answer> first = ask();
    CompletableFuture<Answer> second = ask();
    awaitTasks(PENDING_MAX);

    Answer third = ask().join();

    third.assertError(503, "ServiceUnavailableException");
    assertThat(third.header("Retry-After")).isEqualTo("1");
    assertThat(third.message()).startsWith("Too many evaluations are under way");
    assertThat(first).isNotDone();
    assertThat(metrics.scrape(ServiceMetrics.TEXT))
        .contains("patchbay_evaluations_total{outcome=\"overloaded\"} 1.0");
    tasks.remove().run();
    tasks.remove().run();
    assertThat(first.join().status()).isEqualTo(200);
    assertThat(second.join().json().getJsonObject("frame").getString("text")).isEqualTo("b");
    CompletableFuture<Answer> fourth = ask();
    awaitTasks(1);
    tasks.remove().run();
    assertThat(fourth.join().status()).isEqualTo(200);
    assertThat(metrics.scrape(ServiceMetrics.TEXT))
        .contains("patchbay_evaluations_total{outcome=\"rendered\"} 3.0");
  }

  @Test
  void evaluationThatWaitedTooLongIsRefused() throws Exception {
    CompletableFuture<Answer> answer = ask();
    awaitTasks(1);
    nanos = WAIT_NANOS_MAX + 1;
    tasks.remove().run();

    answer.join().assertError(503, "ServiceUnavailableException");
  }

  @Test
  void eventLoopServesOtherRequestsWhileEvaluationsWait() throws Exception {
    CompletableFuture<Answer> answer = ask();
    awaitTasks(1);

    http.get(PATH).assertError(405, "MethodNotAllowedException");
    assertThat(answer).isNotDone();
    tasks.remove().run();
    assertThat(answer.join().status()).isEqualTo(200);
  }
}
