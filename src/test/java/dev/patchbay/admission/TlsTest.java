package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.server.ServiceTiming;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.ManualClock;
import dev.patchbay.testkit.RawExchange;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import dev.patchbay.testkit.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** HTTPS with signatures, over both versions of HTTP. */
@ExtendWith(RedisServerExtension.class)
class TlsTest {

  private static final int ALERT = 0x15;
  private static final int PROTOCOL_VERSION = 70;

  private static TestCertificate certificate;
  private static PatchbayServer server;

  @BeforeAll
  static void start(RedisServer redis, @TempDir Path directory) throws Exception {
    redis.flushAll();
    certificate = TestCertificate.make("patchbay");
    certificate.write(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_TLS_CERT_FILE", directory.resolve("tls.crt").toString(),
                "PATCHBAY_TLS_KEY_FILE", directory.resolve("tls.key").toString(),
                "PATCHBAY_CREDENTIALS_FILE",
                    TestCaller.write(directory.resolve("callers"), TestCaller.ALICE).toString()),
            // No connection ends because its time is over.
            new ServiceTiming(
                new ManualClock(),
                ServiceTiming.REAL.reloadMillis(),
                ServiceTiming.REAL.drainDelay()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aSignedRequestIsAcceptedWithItsHostInEitherField(Version version) throws Exception {
    HttpResponse<String> created = send(version, "POST", "/v2/apis", SignedHttp.API);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(created.version()).isEqualTo(version);
    assertThat(send(version, "GET", "/v2/apis", "").statusCode()).isEqualTo(200);
    assertThat(send(version, "GET", "/v2/apis/none", "").statusCode()).isEqualTo(404);
    assertThat(send(version, "GET", "/nowhere", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void anUnsignedOrForgedRequestIsNot(Version version) throws Exception {
    URI target = server.address().resolve("/v2/apis");
    HttpResponse<String> unsigned =
        client(version).send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
    SdkHttpRequest signed =
        TestCaller.ALICE.sign(Clock.systemUTC(), "GET", URI.create("https://b/v2/apis"), "");
    HttpResponse<String> forOther =
        client(version)
            .send(
                HttpRequest.newBuilder(target).headers(SignedHttp.headers(signed)).build(),
                BodyHandlers.ofString());

    assertThat(unsigned.statusCode()).isEqualTo(403);
    assertThat(unsigned.headers().firstValue("x-amzn-errortype"))
        .contains("MissingAuthenticationTokenException");
    assertThat(forOther.statusCode()).isEqualTo(403);
    assertThat(forOther.headers().firstValue("x-amzn-errortype"))
        .contains("InvalidSignatureException");
    assertThat(forOther.headers().firstValue("date")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void currentProtocolsAreAccepted(String protocol) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            certificate
                .trust()
                .getSocketFactory()
                .createSocket("127.0.0.1", server.address().getPort())) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      SSLSession session = socket.getSession();
      assertThat(session.getProtocol()).isEqualTo(protocol);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_RSA_WITH_AES_128_CBC_SHA"
      })
  void weakCipherSuitesAreRefused(String suite) throws Exception {
    try (SSLSocket socket = tls12()) {
      socket.setEnabledCipherSuites(new String[] {suite});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void theCipherSuiteOfTls12IsForwardSecretAndAuthenticated() throws Exception {
    try (SSLSocket socket = tls12()) {
      socket.startHandshake();

      assertThat(socket.getSession().getCipherSuite())
          .startsWith("TLS_ECDHE_")
          .containsAnyOf("_GCM_", "_POLY1305_");
    }
  }

  @Test
  void aCallerCannotRenegotiate() throws Exception {
    try (SSLSocket socket = tls12()) {
      socket.setSoTimeout(RawExchange.HANG_MILLIS);
      socket.startHandshake();
      byte[] first = socket.getSession().getId();
      socket.startHandshake();

      assertThatThrownBy(
              () -> {
                socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(US_ASCII));
                while (socket.getInputStream().read() >= 0) {}
                throw new SSLException("the connection has ended");
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      assertThat(socket.getSession().getId()).isEqualTo(first);
    }
  }

  private static SSLSocket tls12() throws Exception {
    SSLSocket socket =
        (SSLSocket)
            certificate
                .trust()
                .getSocketFactory()
                .createSocket("127.0.0.1", server.address().getPort());
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    return socket;
  }

  /** Hellos by hand, for the JDK would not even send the old ones. */
  @ParameterizedTest
  @CsvSource({"0300", "0301", "0302"})
  void oldProtocolsAreRefused(String version) throws IOException {
    byte[] answer = hello(version);

    assertThat((int) answer[0]).isEqualTo(ALERT);
    assertThat((int) answer[6]).isEqualTo(PROTOCOL_VERSION);
  }

  /** Without this the hellos above might be refused for another reason. */
  @Test
  void theSameHelloForANewProtocolIsNotRefusedForItsVersion() throws IOException {
    byte[] answer = hello("0303");

    assertThat(answer[0] == ALERT && answer[6] == PROTOCOL_VERSION).isFalse();
  }

  @Test
  void cleartextIsNotAnswered() throws IOException {
    byte[] request = "GET /v2/apis HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
    RawExchange exchange = RawExchange.of(server.address(), request, 1, RawExchange.HANG_MILLIS);

    assertThat(exchange.outcome()).isEqualTo("close");
  }

  @Test
  void aClientThatDoesNotTrustTheCertificateSendsNothing() {
    HttpClient suspicious = HttpClient.newHttpClient();

    assertThatThrownBy(
            () ->
                suspicious.send(
                    HttpRequest.newBuilder(server.address()).build(), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  private static HttpResponse<String> send(Version version, String method, String path, String body)
      throws Exception {
    URI target = server.address().resolve(path);
    SdkHttpRequest signed = TestCaller.ALICE.sign(Clock.systemUTC(), method, target, body);
    return client(version)
        .send(
            HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(30))
                .headers(SignedHttp.headers(signed))
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static HttpClient client(Version version) throws Exception {
    return HttpClient.newBuilder().sslContext(certificate.trust()).version(version).build();
  }

  /** The first record of the answer to a hello with two old cipher suites and no extension. */
  private static byte[] hello(String version) throws IOException {
    String body = version + "00".repeat(32) + "00" + "0004" + "c00a" + "002f" + "0100";
    String handshake = "01" + "%06x".formatted(body.length() / 2) + body;
    String recordVersion = version.equals("0300") ? "0300" : "0301";
    String hello = "16" + recordVersion + "%04x".formatted(handshake.length() / 2) + handshake;
    try (Socket socket = new Socket(server.address().getHost(), server.address().getPort())) {
      socket.setSoTimeout(RawExchange.HANG_MILLIS);
      socket.getOutputStream().write(HexFormat.of().parseHex(hello));
      byte[] answer = socket.getInputStream().readNBytes(7);
      assertThat(answer).hasSize(7);
      return answer;
    }
  }
}
