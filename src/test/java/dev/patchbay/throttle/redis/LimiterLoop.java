package dev.patchbay.throttle.redis;

import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.LeasedTokens;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One limiter on an event loop of its own, as one replica has it. */
final class LimiterLoop extends VerticleBase {

  /** The connections of one replica's event loop. */
  static final int POOL_SIZE = 8;

  /** A busy machine may take a second to load the client's classes. */
  static final int DEADLINE_MILLIS = 2_000;

  private static final int AWAIT_SECONDS_MAX = 60;

  private final URI uri;
  private final UnaryOperator<RateLimiter> composition;
  private @Nullable RedisNodes nodes;
  private @Nullable RateLimiter limiter;

  private LimiterLoop(URI uri, UnaryOperator<RateLimiter> composition) {
    this.uri = uri;
    this.composition = composition;
  }

  /** The counter as it is. */
  static LimiterLoop start(Vertx vertx, URI uri) throws Exception {
    return start(vertx, uri, counter -> counter);
  }

  /** The counter with something in front of it. */
  static LimiterLoop start(Vertx vertx, URI uri, UnaryOperator<RateLimiter> composition)
      throws Exception {
    LimiterLoop loop = new LimiterLoop(uri, composition);
    vertx.deployVerticle(loop).await(AWAIT_SECONDS_MAX, TimeUnit.SECONDS);
    return loop;
  }

  @Override
  public Future<?> start() {
    RedisLimits limits = new RedisLimits(DEADLINE_MILLIS, DEADLINE_MILLIS, 3 * DEADLINE_MILLIS, 1);
    nodes = new RedisTopology.Standalone(uri).open(vertx, POOL_SIZE, limits, RedisMeter.NONE);
    limiter = composition.apply(new LeasedTokens(new RedisTokenCounter(nodes), System::nanoTime));
    return nodes.warm();
  }

  @Override
  public Future<?> stop() {
    if (nodes != null) {
      nodes.close();
    }
    return Future.succeededFuture();
  }

  /** Asks on the event loop; to be called from any thread. */
  Future<Admission> admit(String accountId, RateLimit limit) {
    Promise<Admission> decided = Promise.promise();
    context.runOnContext(
        begun -> {
          if (limiter == null) {
            decided.fail("not started");
          } else {
            limiter.admit(accountId, limit).onComplete(decided);
          }
        });
    return decided.future();
  }

  /** Asks for some in one turn of the event loop. */
  Future<List<Admission>> admitTogether(String accountId, RateLimit limit, int count) {
    Promise<List<Admission>> decided = Promise.promise();
    context.runOnContext(
        begun -> {
          List<Future<Admission>> all = new ArrayList<>();
          for (int i = 0; i < count && limiter != null; i++) {
            all.add(limiter.admit(accountId, limit));
          }
          Future.all(all).map(each -> each.<Admission>list()).onComplete(decided);
        });
    return decided.future();
  }

  /** Whether the decision on a request is there before its turn of the event loop ends. */
  boolean isDecidedAtOnce(String accountId, RateLimit limit) throws Exception {
    Promise<Boolean> decided = Promise.promise();
    context.runOnContext(
        begun -> decided.complete(limiter != null && limiter.admit(accountId, limit).isComplete()));
    return decided.future().await(AWAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }

  /** Asks and waits. */
  Admission decide(String accountId, RateLimit limit) throws Exception {
    return admit(accountId, limit).await(AWAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
