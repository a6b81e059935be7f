package dev.patchbay.http;

import dev.patchbay.auth.AuthError;
import dev.patchbay.auth.AuthException;
import dev.patchbay.call.Call;
import dev.patchbay.call.TransactionTally;
import dev.patchbay.metrics.RequestMetrics;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ServiceException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Counts requests when they end. Belongs to one event loop. */
final class RequestMeters {

  private static final String NONE = "none";

  private static final String VERIFIED = "verified";

  private static final String SCHEMA = "schema";

  private static final String RULE = "rule";

  /** The label of errors without a member, or with a member that no table names. */
  private static final String OTHER = "other";

  private record Timer(int status, LongConsumer duration) {}

  private final RequestMetrics metrics;

  /** Timers by operation; meters of failures by operation and error. A lookup makes no key. */
  private final Map<String, Timer> successes = new HashMap<>();

  private final Map<String, Map<ErrorCode, Timer>> failures = new HashMap<>();

  RequestMeters(RequestMetrics metrics) {
    this.metrics = metrics;
    metrics.expectSignatures(
        Stream.concat(
                Stream.of(VERIFIED), Arrays.stream(AuthError.values()).map(RequestMeters::shape))
            .toList());
    metrics.expectRejection(SCHEMA, OTHER);
    metrics.expectRejection(RULE, OTHER);
  }

  private static String shape(AuthError error) {
    return ErrorCode.valueOf(error.name()).shape();
  }

  void count(RequestContext requestContext, RequestInstrumentation.End end) {
    Operation operation = requestContext.operation();
    time(operation == null ? NONE : operation.name(), end);
    if (requestContext.isSigned()) {
      metrics.signatureChecked(VERIFIED);
    } else if (end.failure() instanceof AuthException refused) {
      metrics.signatureChecked(shape(refused.error()));
    }
    Call call = requestContext.call();
    if (operation == null || call == null) {
      return;
    }
    TransactionTally tally = requestContext.tally();
    if (tally.attempts() > 0) {
      countTransactions(operation, tally, end);
    }
    if (end.failure() instanceof ServiceException refusal && !call.admission().failed()) {
      countRejection(operation, tally, refusal);
    }
  }

  private void time(String operation, RequestInstrumentation.End end) {
    ErrorCode error = end.error();
    Timer timer = error == null ? successes.get(operation) : failures(operation).get(error);
    if (timer == null || timer.status() != end.status()) {
      String type = error == null ? NONE : error.shape();
      timer = new Timer(end.status(), metrics.duration(operation, end.status(), type));
      if (error == null) {
        successes.put(operation, timer);
      } else {
        failures(operation).put(error, timer);
      }
    }
    timer.duration().accept(end.nanos());
  }

  private Map<ErrorCode, Timer> failures(String operation) {
    return failures.computeIfAbsent(operation, unseen -> new EnumMap<>(ErrorCode.class));
  }

  private void countTransactions(
      Operation operation, TransactionTally tally, RequestInstrumentation.End end) {
    metrics.transactionsEnded(tally.attempts(), tally.lostRaces());
    if (tally.exhausted()) {
      metrics.transactionExhausted();
    }
    if (operation.is(LifecycleOperation.UPDATE) && end.status() == 200) {
      metrics.updated(tally.roundTrips(), tally.unchanged());
    }
  }

  /**
   * The schema is checked before anything is read, and rules are asked inside of a transaction. The
   * loser of a race has done nothing wrong.
   */
  private void countRejection(
      Operation operation, TransactionTally tally, ServiceException refusal) {
    boolean byRule = tally.attempts() > 0;
    boolean rejected =
        switch (refusal.code()) {
          case BAD_REQUEST, SERIALIZATION, UNSUPPORTED_MEDIA_TYPE -> true;
          case CONFLICT -> byRule && !refusal.isConcurrentModification();
          case TOO_MANY_REQUESTS -> byRule;
          default -> false;
        };
    if (rejected) {
      metrics.rejected(
          byRule ? RULE : SCHEMA,
          refusal.member().filter(operation.type().members()::containsKey).orElse(OTHER));
    }
  }
}
