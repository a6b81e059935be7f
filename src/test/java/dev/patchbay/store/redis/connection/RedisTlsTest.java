package dev.patchbay.store.redis.connection;

import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.TestPorts;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A Redis that speaks TLS alone and knows one user; the keys in the test resources are for this.
 */
final class RedisTlsTest {

  /** With all that a URI would have to escape. */
  private static final String PASSWORD = "p@ss:w/o+rd%20#?&ü";

  private static final Path FILES = Path.of("src/test/resources/redis-tls").toAbsolutePath();

  private static final RedisLimits LIMITS = new RedisLimits(2_000, 500, 2_000, 10);

  @SuppressWarnings("NullAway.Init") // Made by start, before all tests.
  private static RedisNode redis;

  private static int tlsPort;

  @BeforeAll
  static void start() {
    tlsPort = TestPorts.pick();
    redis =
        RedisNode.start(
            "--tls-port", "" + tlsPort,
            "--tls-cert-file", FILES.resolve("server.pem").toString(),
            "--tls-key-file", FILES.resolve("server.key").toString(),
            "--tls-ca-cert-file", FILES.resolve("ca.pem").toString(),
            "--tls-auth-clients", "no");
    redis.command("ACL", "SETUSER", "patchbay", "on", ">" + PASSWORD, "~patchbay:*", "+@all");
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void aChangeGoesOverTlsAsTheUser() {
    try (Replica replica = replica("localhost", "ca.pem", PASSWORD)) {
      Resource a = response("a", "/a/");
      RedisNode.await("the first write", () -> isStored(replica, a));
      assertThat(replica.find(a.id())).contains(a);
      assertThat(redis.text("CLIENT", "LIST")).contains("user=patchbay");
    }
  }

  @Test
  void theAddressOfTheCertificateIsAccepted() {
    try (Replica replica = replica("127.0.0.1", "ca.pem", PASSWORD)) {
      RedisNode.await("a write", () -> isStored(replica, response("b", "/b/")));
    }
  }

  @Test
  void anotherAuthorityIsNotTrusted() {
    assertRefused(replica("localhost", "other-ca.pem", PASSWORD));
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertRefused(replica("localhost", "ca.pem", "wrong"));
  }

  private static boolean isStored(Replica replica, Resource resource) {
    try {
      return replica.commit(store(Write.create(resource)));
    } catch (ServiceException ignored) {
      return false;
    }
  }

  private static void assertRefused(Replica replica) {
    try (replica) {
      assertThatThrownBy(() -> replica.find(response("a", "/a/").id()))
          .isInstanceOfSatisfying(
              ServiceException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE))
          .hasMessageNotContaining(PASSWORD);
    }
  }

  private static Replica replica(String host, String authority, String password) {
    RedisTopology topology =
        new RedisTopology.Standalone(
            URI.create("rediss://" + host + ":" + tlsPort),
            new RedisAccess(
                true,
                Optional.of(file(authority)),
                Optional.of("patchbay"),
                Optional.of(password)));
    EventLoop loop = new EventLoop();
    return new Replica(
        loop,
        loop.make(
            vertx ->
                new RedisResourceStore(
                    ApiGatewayTypes.ALL,
                    vertx,
                    topology.open(vertx, 2, LIMITS, RedisMeter.NONE),
                    LIMITS,
                    new Random(7))));
  }

  private static Buffer file(String name) {
    try {
      return Buffer.buffer(Files.readAllBytes(FILES.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
