package dev.patchbay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import dev.patchbay.store.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A command that goes beside the reads of others; INCR, which tells how often it was run. */
@ExtendWith(RedisServerExtension.class)
final class RidersTest {

  private static final RedisLimits LIMITS = new RedisLimits(2_000, 400, 10_000, 3);

  private final RedisServer redis;
  private final EventLoop loop = new EventLoop();
  private final RedisConnections connections;

  RidersTest(RedisServer redis) {
    this.redis = redis;
    this.connections = loop.make(vertx -> new RedisConnections(vertx, redis.uri(), 4, LIMITS));
    EventLoop.await(loop.submit(() -> Future.join(ping(), ping())));
  }

  @BeforeEach
  void flush() {
    redis.flushAll();
    redis.command("SET", "key", "value");
    redis.command("SADD", "set", "member");
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void itGoesInTheWriteOfTheReads() {
    assertBeside(1, "[1, [value]]", () -> connections.send(List.of(get("key"))));
  }

  @Test
  void itGoesInTheWriteOfAWatch() {
    assertBeside(
        1,
        "[1, [OK, value]]",
        () ->
            connections
                .lease()
                .compose(
                    lease ->
                        // Not given back, for that takes an UNWATCH.
                        lease.watch(
                            List.of(Request.cmd(Command.WATCH).arg("key"), get("key")),
                            List.of())));
  }

  @Test
  void itWaitsForTheReadsOfALaterTick() {
    assertBeside(
        1,
        "[1, [value]]",
        () -> {
          Promise<List<Response>> read = Promise.promise();
          Context context = Vertx.currentContext();
          context.runOnContext(
              tick ->
                  context.runOnContext(
                      next -> connections.send(List.of(get("key"))).onComplete(read)));
          return read.future();
        });
  }

  @Test
  void itGoesAloneWhereNothingIsRead() {
    assertThat(EventLoop.await(loop.submit(() -> beside("counter"))).toInteger()).isEqualTo(1);
  }

  @Test
  void itIsMadeWhenItIsWritten() {
    assertThat(
            EventLoop.await(
                    loop.submit(
                        () -> {
                          AtomicInteger by = new AtomicInteger(1);
                          Future<Response> counted =
                              connections.sendBeside(
                                  () -> Request.cmd(Command.INCRBY).arg("counter").arg(by.get()),
                                  Deadline.in(LIMITS.requestTimeoutMillis(), System::nanoTime));
                          by.set(5);
                          return counted;
                        }))
                .toInteger())
        .isEqualTo(5);
  }

  @Test
  void severalOfOneTickGoTogether() {
    assertBeside(
        1,
        "[1, [2, 1, [value]]]",
        () ->
            Future.join(beside("counter"), beside("other"), connections.send(List.of(get("key"))))
                .map(all -> all.list()));
  }

  @Test
  void itsErrorIsNotThatOfTheReads() {
    CompletableFuture<List<Response>> reads =
        loop.submit(
            () -> {
              Future<Response> refused = beside("set");
              return connections
                  .send(List.of(get("key")))
                  .compose(
                      read -> refused.transform((reply, failure) -> checked(failure).map(read)));
            });
    assertThat(EventLoop.await(reads).get(0)).hasToString("value");
  }

  private static Future<Void> checked(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            RedisFailure.class,
            refused -> assertThat(refused.fault()).isEqualTo(RedisFault.WRONG_TYPE));
    return Future.succeededFuture();
  }

  /** The first reply went with the refused write, so it is run once more. */
  @Test
  void theErrorOfTheReadsIsNotItsOwn() {
    CompletableFuture<Response> rider =
        loop.submit(
            () -> {
              Future<Response> counted = beside("counter");
              return connections
                  .send(List.of(get("set")))
                  .transform((read, failure) -> checked(failure))
                  .compose(checked -> counted);
            });
    assertThat(EventLoop.await(rider).toInteger()).isEqualTo(2);
  }

  /** Its short deadline would be the rider's. */
  @Test
  void itDoesNotGoWithWhatIsShortOfTime() {
    assertBeside(
        2,
        "[1, [value]]",
        () ->
            connections.send(
                List.of(get("key")),
                Deadline.in(LIMITS.commandTimeoutMillis() / 2, System::nanoTime)));
  }

  @Test
  void itFailsWithReadsThatAreNotAnsweredAndIsNotSentAgain() {
    CompletableFuture<List<Response>> reads =
        loop.submit(
            () -> {
              Future<Response> counted = beside("counter");
              return connections
                  .send(List.of(Request.cmd(Command.BLPOP).arg("none").arg(0)))
                  .transform((read, failure) -> counted.mapEmpty())
                  .mapEmpty();
            });
    assertThatThrownBy(() -> EventLoop.await(reads))
        .isInstanceOfSatisfying(
            RedisFailure.class, lost -> assertThat(lost.fault()).isEqualTo(RedisFault.NO_ANSWER));
    assertThat(redis.command("GET", "counter")).hasToString("1");
  }

  /** Two at once take two connections, whose handshakes are over then. */
  private Future<?> ping() {
    return connections.send(List.of(Request.cmd(Command.PING)));
  }

  private Future<Response> beside(String counter) {
    return connections.sendBeside(
        () -> Request.cmd(Command.INCR).arg(counter),
        Deadline.in(LIMITS.requestTimeoutMillis(), System::nanoTime));
  }

  /**
   * Counts beside reads.
   *
   * @param writes how many writes Redis sees
   * @param replies to the counter, and to the reads
   */
  private void assertBeside(long writes, String replies, Supplier<Future<?>> reads) {
    long before = redis.readsOfSockets();
    List<Object> both =
        EventLoop.await(
            loop.submit(
                () -> Future.join(beside("counter"), reads.get()).map(all -> all.<Object>list())));
    assertThat(redis.readsOfSockets() - before)
        .as("reads, that of INFO included")
        .isEqualTo(writes + 1);
    assertThat(both.toString()).isEqualTo(replies);
  }

  private static Request get(String key) {
    return Request.cmd(Command.GET).arg(key);
  }
}
