package dev.patchbay.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.config.ConfigException;
import dev.patchbay.provider.ContractProvider.Options;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How contract mode begins and ends. */
@Timeout(60)
@ExtendWith(RedisServerExtension.class)
final class ContractProviderTest {

  private final RedisServer redis;

  ContractProviderTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  @Test
  void aConfiguredRedisIsUnchangedAfterwards() throws Exception {
    redis.command("SET", "somebody", "else's");
    try (ContractProvider provider = start()) {
      provider.setUp("an integration response", Map.of());
      provider.setUp("the store is unavailable", Map.of());
      Http service = new Http(provider.url());
      service.get("/v2/apis").assertError(503, "ServiceUnavailableException");
      assertThat(redis.resourceKeys()).isPositive();
    }
    assertThat(redis.lastingKeys("*apis*")).isEmpty();
    assertThat(redis.command("GET", "somebody")).isEqualTo("else's");
  }

  private ContractProvider start() throws Exception {
    return ContractProvider.start(
        Options.FREE_PORTS, Map.of("PATCHBAY_REDIS_URI", redis.uri().toString()));
  }

  @Test
  void aPageOfTheServiceChangesStatesWhereTheStatesAreOnTheSameAddress() throws Exception {
    String body = "{\"states\": [\"an integration response\", \"the caller is read-only\"]}";
    try (ContractProvider provider = start()) {
      Http service = new Http(provider.url());
      assertThat(service.get("/console/").status()).isEqualTo(200);
      assertThat(
              service
                  .send("POST", "/provider-states", body, "Sec-Fetch-Site", "same-origin")
                  .json()
                  .getString("integrationResponseId"))
          .isNotEmpty();
      service
          .post("/v2/apis", "{\"name\": \"a\", \"protocolType\": \"HTTP\"}")
          .assertError(403, "AccessDeniedException");
      service
          .send("POST", "/provider-states", body, "Sec-Fetch-Site", "cross-site")
          .assertError(404, "UnknownOperationException");
    }
    try (ContractProvider provider =
        ContractProvider.start(
            new Options(0, "localhost", 0, Optional.empty()),
            Map.of("PATCHBAY_REDIS_URI", redis.uri().toString()))) {
      new Http(provider.url())
          .send("POST", "/provider-states", body, "Sec-Fetch-Site", "same-origin")
          .assertError(404, "UnknownOperationException");
    }
  }

  @Test
  void theStatesAreOnLoopbackByDefault() throws Exception {
    Optional<InetAddress> outside = outside();
    try (ContractProvider provider = start()) {
      assertThat(InetAddress.getByName(provider.statesUrl().getHost()).isLoopbackAddress())
          .isTrue();
      if (outside.isPresent()) {
        assertThatThrownBy(() -> connect(outside.get(), provider.statesUrl()))
            .isInstanceOf(IOException.class);
      }
    }
    try (ContractProvider provider =
        ContractProvider.start(
            new Options(0, "0.0.0.0", 0, Optional.empty()),
            Map.of("PATCHBAY_REDIS_URI", redis.uri().toString()))) {
      if (outside.isPresent()) {
        connect(outside.get(), provider.statesUrl());
      }
    }
  }

  private static void connect(InetAddress address, URI url) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, url.getPort()), 2_000);
    }
  }

  /** An address of this machine that is not loopback; a machine without a network has none. */
  private static Optional<InetAddress> outside() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  @Test
  void aRedisThatNoProxyCanRelayToIsRefused() {
    for (Map<String, String> settings :
        List.of(
            Map.of("PATCHBAY_REDIS_URI", "rediss://127.0.0.1:1"),
            Map.of(
                "PATCHBAY_REDIS_URI", "redis://127.0.0.1:1", "PATCHBAY_REDIS_MODE", "cluster"))) {
      assertThatThrownBy(() -> ContractProvider.start(Options.FREE_PORTS, settings))
          .hasMessageContaining("one server, without TLS");
    }
  }

  @Test
  void aBadSettingIsNamed() {
    assertThatThrownBy(
            () -> ContractProvider.start(Options.FREE_PORTS, Map.of("PATCHBAY_REGION", "nowhere")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PATCHBAY_REGION");
  }
}
