package dev.patchbay.store.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patchbay.store.EventLoop;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.RedisProcess;
import dev.patchbay.testkit.RespClient;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The forms in which the Redis client reports errors, with the real client and a real Redis. {@link
 * RedisFailure} reads these texts, for the client has no types for them: an upgrade of the client
 * that changes one must fail here and not in production.
 */
final class RedisClientErrorsTest {

  private static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";

  private static final String NO_REPLICAS =
      "EXECABORT Transaction discarded because of: NOREPLICAS Not enough good replicas to write.";

  private final RedisProcess redis;
  private final EventLoop loop = new EventLoop();

  RedisClientErrorsTest(@TempDir Path directory) {
    this.redis = RedisProcess.start(directory);
  }

  @AfterEach
  void close() {
    loop.close();
    redis.close();
  }

  @Test
  void errorOfOneCommandIsItsText() {
    RedisConnection connection = connect(options());
    redis.command("SADD", "set", "member");
    assertReply(WRONG_TYPE, RedisFault.WRONG_TYPE, () -> connection.send(get("set")));
    assertReply("ERR EXEC without MULTI", RedisFault.REFUSED, () -> connection.send(exec()));
  }

  @Test
  void errorsOfABatchAreNumberedLinesWithoutTheirOwnErr() {
    RedisConnection connection = connect(options());
    redis.command("SADD", "set", "member");
    assertReply(
        "ERR [1] " + WRONG_TYPE,
        RedisFault.WRONG_TYPE,
        () -> connection.batch(List.of(ping(), get("set"))));
    assertReply(
        "ERR [1] EXEC without MULTI",
        RedisFault.REFUSED,
        () -> connection.batch(List.of(ping(), exec())));
    redis.command("CONFIG", "SET", "maxmemory", "1");
    assertReply(
        "ERR [1] OOM command not allowed when used memory > 'maxmemory'.\n"
            + "ERR [2] EXECABORT Transaction discarded because of previous errors.",
        RedisFault.OUT_OF_MEMORY,
        () -> connection.batch(List.of(multi(), set(), exec())));
  }

  @Test
  void transactionThatIsRefusedAtItsEndNamesTheCause() {
    RedisConnection connection = connect(options());
    assertThat(await(() -> connection.batch(List.of(multi(), set())))).hasSize(2);
    redis.command("CONFIG", "SET", "min-replicas-to-write", "1");
    assertReply(
        "ERR [0] " + NO_REPLICAS,
        RedisFault.TOO_FEW_REPLICAS,
        () -> connection.batch(List.of(exec(), ping())));
    redis.command("CONFIG", "SET", "min-replicas-to-write", "0");
    assertThat(await(() -> connection.batch(List.of(multi(), set())))).hasSize(2);
    redis.command("CONFIG", "SET", "min-replicas-to-write", "1");
    assertReply(NO_REPLICAS, RedisFault.TOO_FEW_REPLICAS, () -> connection.send(exec()));
  }

  @Test
  void errorInsideExecIsAReplyAndNoFailure() {
    RedisConnection connection = connect(options());
    redis.command("SADD", "set", "member");
    List<Response> replies =
        await(
            () ->
                connection.batch(
                    List.of(multi(), Request.cmd(Command.INCR).arg("set"), set(), exec())));
    assertThat(replies.get(3).get(0)).hasToString(WRONG_TYPE);
    assertThat(replies.get(3).get(1)).hasToString("OK");
  }

  @Test
  void connectionThatEndsFailsEachCommandThatHasNoReply() {
    RedisConnection connection = connect(options());
    CompletableFuture<List<Response>> batch =
        loop.submit(() -> connection.batch(List.of(ping(), blocking())));
    killBlocked();
    assertReply("ERR [1] CONNECTION_CLOSED", RedisFault.CONNECTION_LOST, batch);
    RedisConnection another = connect(options());
    CompletableFuture<Response> command = loop.submit(() -> another.send(blocking()));
    killBlocked();
    assertReply("CONNECTION_CLOSED", RedisFault.CONNECTION_LOST, command);
  }

  @Test
  void connectionThatHasEndedSendsNothing() {
    RedisConnection connection = connect(options());
    CompletableFuture<Response> blocked = loop.submit(() -> connection.send(blocking()));
    killBlocked();
    assertReply("CONNECTION_CLOSED", RedisFault.CONNECTION_LOST, blocked);
    assertText(
        "Connection is closed",
        RedisFault.NOT_SENT,
        loop.submit(() -> connection.batch(List.of(ping(), ping()))));
    assertText(
        "Connection is closed", RedisFault.NOT_SENT, loop.submit(() -> connection.send(ping())));
  }

  /** The client reports an exception of the socket by its class, among the error replies. */
  @Test
  void connectionThatIsResetNamesTheException() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> resetOnPing(listening), "resetting-redis");
      server.start();
      RedisConnection connection =
          connect(
              new RedisOptions()
                  .setConnectionString("redis://127.0.0.1:" + listening.getLocalPort()));
      assertReply(
          "ERR [0] java.net.SocketException: Connection reset\n"
              + "ERR [1] java.net.SocketException: Connection reset",
          RedisFault.CONNECTION_LOST,
          () -> connection.batch(List.of(ping(), ping())));
    }
  }

  /** Shakes hands as a Redis before 6, which does not know HELLO, then resets the connection. */
  private static void resetOnPing(ServerSocket listening) {
    try (Socket client = listening.accept()) {
      InputStream requests = client.getInputStream();
      byte[] chunk = new byte[1_024];
      for (String reply : List.of("-ERR unknown command\r\n", "+PONG\r\n")) {
        assertThat(requests.read(chunk)).isPositive();
        client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(requests.read(chunk)).isPositive();
      client.setSoLinger(true, 0);
    } catch (IOException ignored) {
      // The client is disconnected.
    }
  }

  @Test
  void fullPoolHasATypeAndFullConnectionHasAText() {
    Redis small = client(options().setMaxPoolSize(1).setMaxPoolWaiting(0).setMaxWaitingHandlers(2));
    RedisConnection connection = EventLoop.await(loop.submit(small::connect));
    Throwable full = failure(loop.submit(small::connect));
    assertThat(full).isInstanceOf(ConnectionPoolTooBusyException.class);
    assertThat(fault(full)).isEqualTo(RedisFault.POOL_EXHAUSTED);
    assertText(
        "Redis waiting queue is full",
        RedisFault.POOL_EXHAUSTED,
        loop.submit(() -> connection.batch(List.of(ping(), ping(), ping(), ping()))));
  }

  @Test
  void handshakeThatIsRefusedFailsTheConnection() {
    Redis wrong =
        client(new RedisOptions().setConnectionString("redis://:wrong@127.0.0.1:" + redis.port()));
    Redis surplus = client(options());
    redis.command("CONFIG", "SET", "requirepass", "secret");
    assertReply(
        "WRONGPASS invalid username-password pair or user is disabled.",
        RedisFault.NOT_AUTHENTICATED,
        loop.submit(wrong::connect));
    try (RespClient admin = redis.connect()) {
      admin.call("AUTH", "secret");
      admin.call("CONFIG", "SET", "requirepass", "");
      admin.call("CONFIG", "SET", "maxclients", "1");
      assertReply(
          "ERR max number of clients reached",
          RedisFault.TOO_MANY_CLIENTS,
          loop.submit(surplus::connect));
    }
  }

  // -- shared by the tests above

  private RedisOptions options() {
    return new RedisOptions().setConnectionString("redis://127.0.0.1:" + redis.port());
  }

  private Redis client(RedisOptions options) {
    return loop.make(vertx -> Redis.createClient(vertx, options));
  }

  private RedisConnection connect(RedisOptions options) {
    Redis client = client(options);
    return EventLoop.await(loop.submit(client::connect));
  }

  private void killBlocked() {
    RedisNode.await(
        "it is blocked",
        () -> String.valueOf(redis.command("INFO", "clients")).contains("blocked_clients:1"));
    redis.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
  }

  private <T> T await(Supplier<Future<T>> work) {
    return EventLoop.await(loop.submit(work));
  }

  private <T> void assertReply(String text, RedisFault fault, Supplier<Future<T>> work) {
    assertReply(text, fault, loop.submit(work));
  }

  private static void assertReply(String text, RedisFault fault, CompletableFuture<?> outcome) {
    assertThat(assertText(text, fault, outcome)).isInstanceOf(ErrorType.class);
  }

  /** The exact text, and the fault that it is classified as. */
  private static Throwable assertText(String text, RedisFault fault, CompletableFuture<?> outcome) {
    Throwable failure = failure(outcome);
    assertThat(failure).hasMessage(text);
    assertThat(fault(failure)).isEqualTo(fault);
    return failure;
  }

  private static Throwable failure(CompletableFuture<?> outcome) {
    Throwable thrown = catchThrowable(() -> EventLoop.await(outcome));
    assertThat(thrown).isNotNull();
    return thrown instanceof RuntimeException ? thrown : Objects.requireNonNull(thrown.getCause());
  }

  private static RedisFault fault(Throwable failure) {
    return RedisFailure.of(failure, RedisFault.NO_CONNECTION).fault();
  }

  private static Request ping() {
    return Request.cmd(Command.PING);
  }

  private static Request get(String key) {
    return Request.cmd(Command.GET).arg(key);
  }

  private static Request set() {
    return Request.cmd(Command.SET).arg("key").arg("value");
  }

  private static Request multi() {
    return Request.cmd(Command.MULTI);
  }

  private static Request exec() {
    return Request.cmd(Command.EXEC);
  }

  private static Request blocking() {
    return Request.cmd(Command.BLPOP).arg("none").arg(0);
  }
}
