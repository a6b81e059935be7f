package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.call.TransactionTally;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outcomes of requests that are hard to cause from outside. */
final class RequestMetersTest {

  private static final Operation UPDATE =
      Operation.of(ApiGatewayTypes.API, LifecycleOperation.UPDATE);

  private final ServiceMetrics metrics = new ServiceMetrics();
  private final RequestMeters meters = new RequestMeters(metrics.requests());
  private final RequestContext requestContext = new RequestContext();

  @AfterEach
  void close() {
    metrics.close();
  }

  private void count(int status, @Nullable ServiceException failure, Future<?> admission) {
    requestContext.routedTo(UPDATE, "a");
    Call call = requestContext.start(new Call.Author("", ""), admission);
    boolean exhausted = failure != null && failure.code() == ErrorCode.CONFLICT;
    call.ended(new TransactionTally(3, status == 200 ? 0 : 3, 6, exhausted, false));
    meters.count(
        requestContext,
        new RequestInstrumentation.End(
            status, failure == null ? null : failure.code(), failure, 1_000));
  }

  private void assertScraped(String... samples) {
    assertThat(metrics.scrape(ServiceMetrics.TEXT).lines()).contains(samples);
  }

  @Test
  void requestThatLosesEveryRaceIsExhaustedAndNotRejected() {
    count(409, ServiceException.concurrentModification(), Future.succeededFuture());
    assertScraped(
        "patchbay_transaction_attempts_total 3.0",
        "patchbay_transaction_conflicts_total 3.0",
        "patchbay_transactions_exhausted_total 1.0",
        "patchbay_patch_round_trips_count 0",
        "patchbay_rejections_total{member=\"other\",source=\"rule\"} 0.0");
  }

  @Test
  void aRaceThatARuleFindsLostIsNoRejection() {
    requestContext.routedTo(UPDATE, "a");
    Call call = requestContext.start(new Call.Author("", ""), Future.succeededFuture());
    call.ended(new TransactionTally(1, 0, 1, false, false));
    ServiceException lost = ServiceException.concurrentModification();
    meters.count(requestContext, new RequestInstrumentation.End(409, lost.code(), lost, 1_000));
    assertScraped(
        "patchbay_transactions_exhausted_total 0.0",
        "patchbay_rejections_total{member=\"other\",source=\"rule\"} 0.0");
  }

  @Test
  void updateCountsTheRoundTripsOfAllAttempts() {
    count(200, null, Future.succeededFuture());
    assertScraped(
        "patchbay_patch_round_trips_count 1",
        "patchbay_patch_round_trips_sum 6.0",
        "patchbay_transaction_conflicts_total 0.0",
        "patchbay_unchanged_patches_total 0.0");
  }

  @Test
  void aRefusalOfTheThrottleIsNoneOfARule() {
    ServiceException refusal = ServiceException.tooManyRequests(1);
    count(429, refusal, Future.failedFuture(refusal));
    assertScraped("patchbay_rejections_total{member=\"other\",source=\"rule\"} 0.0");
  }

  @Test
  void aMemberThatNoTableNamesIsAnotherOne() {
    count(400, ServiceException.invalid("mine", "x", "y"), Future.succeededFuture());
    assertScraped("patchbay_rejections_total{member=\"other\",source=\"rule\"} 1.0");
    count(400, ServiceException.invalid("tags.mine[2]", "x", "y"), Future.succeededFuture());
    assertScraped("patchbay_rejections_total{member=\"tags\",source=\"rule\"} 1.0");
  }

  @Test
  void requestOfACallerThatIsGoneHasNoStatus() {
    meters.count(requestContext, new RequestInstrumentation.End(0, null, null, 1_000_000_000));
    assertScraped(
        "patchbay_request_duration_seconds_count{error=\"none\",operation=\"none\",status=\"0\"} 1",
        "patchbay_request_duration_seconds_sum{error=\"none\",operation=\"none\",status=\"0\"} 1.0");
  }
}
