package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.backend.AddressGuard;
import dev.patchbay.model.NetworkBlock;
import dev.patchbay.testkit.TestCertificate;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which backends the gateway trusts and reaches. */
final class BackendTrustTest {

  @TempDir private Path directory;

  private static final AddressGuard LOOPBACK =
      new AddressGuard(List.of(NetworkBlock.of("127.0.0.0/8")));

  private static String answer(LocalGateway gateway, String uri) throws Exception {
    gateway.deploy(
        SnapshotBuilder.selecting("x")
            .integration(
                "m",
                Map.of(
                    "integrationType", "HTTP_PROXY",
                    "integrationUri", uri,
                    "integrationMethod", "POST"))
            .route("$default", "m", Map.of())
            .twoWay("$default"));
    try (RawWebSocket client = gateway.connect().send("hi")) {
      return client.next().text();
    }
  }

  private String overTls(Optional<Path> trusted, TestCertificate certificate) throws Exception {
    Path chain = directory.resolve("backend.crt");
    Path key = directory.resolve("backend.key");
    certificate.write(chain, key);
    try (LocalBackend backend =
            new LocalBackend(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(chain.toString())
                            .addKeyPath(key.toString())));
        LocalGateway gateway = LocalGateway.start(LOOPBACK, trusted)) {
      return answer(gateway, backend.uri("/echo"));
    }
  }

  @Test
  void aBackendWithACertificateOfTheFileIsCalled() throws Exception {
    assertThat(
            overTls(Optional.of(directory.resolve("backend.crt")), TestCertificate.make("backend")))
        .isEqualTo("hi");
  }

  @Test
  void aBackendWithAnotherCertificateIsNot() throws Exception {
    assertThat(overTls(Optional.empty(), TestCertificate.make("backend")))
        .contains("Internal server error");
  }

  @Test
  void aPrivateAddressIsNotCalledWhereNoneIsAllowed() throws Exception {
    try (LocalBackend backend = new LocalBackend();
        LocalGateway gateway = LocalGateway.start(new AddressGuard(List.of()), Optional.empty())) {
      assertThat(answer(gateway, backend.uri("/"))).contains("Internal server error");
      assertThat(answer(gateway, backend.uri("/").replace("127.0.0.1", "localhost")))
          .contains("Internal server error");
      assertThat(backend.waiting()).isZero();
    }
  }
}
