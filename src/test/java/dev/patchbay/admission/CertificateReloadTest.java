package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.LogCapture;
import dev.patchbay.testkit.RawExchange;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is rotated while the service runs. */
@ExtendWith(RedisServerExtension.class)
class CertificateReloadTest {

  @TempDir private Path directory;

  @Test
  void aNewCertificateIsUsedAndAnInvalidOneIsNot(RedisServer redis) throws Exception {
    Path file = directory.resolve("tls.crt");
    Path key = directory.resolve("tls.key");
    TestCertificate first = TestCertificate.make("first");
    TestCertificate second = TestCertificate.make("second");
    first.write(file, key);
    try (LogCapture log = LogCapture.of("dev.patchbay");
        PatchbayServer server =
            LocalPatchbay.start(
                redis.uri(),
                Map.of(
                    "PATCHBAY_TLS_CERT_FILE", file.toString(),
                    "PATCHBAY_TLS_KEY_FILE", key.toString()),
                CredentialsReloadTest.AT_ONCE)) {
      URI address = server.address();
      assertThat(isTrusted(first, address)).isTrue();
      assertThat(isTrusted(second, address)).isFalse();

      second.write(file, key);
      CredentialsReloadTest.await(() -> isTrusted(second, address));
      assertThat(isTrusted(first, address)).isFalse();

      Files.writeString(file, "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n");
      CredentialsReloadTest.await(() -> complaints(log) > 0);
      assertThat(isTrusted(second, address)).isTrue();

      Files.delete(file);
      Files.delete(key);
      CredentialsReloadTest.await(() -> complaints(log) > 1);
      assertThat(isTrusted(second, address)).isTrue();

      first.write(file, key);
      CredentialsReloadTest.await(() -> isTrusted(first, address));
      String secret = Files.readAllLines(key).get(1);
      assertThat(log.lines()).noneMatch(line -> line.contains(secret));
    }
  }

  private static long complaints(LogCapture log) {
    return log.lines().stream().filter(line -> line.contains("the old one stays")).count();
  }

  private static boolean isTrusted(TestCertificate certificate, URI address) {
    try (SSLSocket socket =
        (SSLSocket)
            certificate
                .trust()
                .getSocketFactory()
                .createSocket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(RawExchange.HANG_MILLIS);
      socket.startHandshake();
      return true;
    } catch (SSLHandshakeException ignored) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
