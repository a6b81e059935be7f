package dev.patchbay.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate chain and the key of the server, PEM, which may change while it runs.
 *
 * @param certificateFile the chain, the server's own certificate first
 * @param keyFile the key of that certificate, PKCS #8 or PKCS #1
 */
public record TlsFiles(Path certificateFile, Path keyFile) {

  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  /** Forward secret and authenticated (RFC 9325, section 4.2); the first three are TLS 1.3's. */
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  static {
    // The JDK reads it once, at the first handshake of a server.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  /**
   * Begins to listen with these files, and takes up new ones for as long as the server runs.
   *
   * @param options of TLS, without the files
   * @param listen begins to listen with the options that it is given
   */
  public Future<HttpServer> listen(
      Vertx vertx,
      HttpServerOptions options,
      long periodMillis,
      Function<HttpServerOptions, Future<HttpServer>> listen) {
    return read(vertx)
        .compose(
            keys ->
                listen
                    .apply(options.setKeyCertOptions(keys))
                    .onSuccess(server -> watch(vertx, server, keys, periodMillis)));
  }

  /** Sets the options of TLS that do not come from the files. */
  public static HttpServerOptions secured(HttpServerOptions options) {
    CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
    return options.setSsl(true).setEnabledSecureTransportProtocols(PROTOCOLS);
  }

  /**
   * Reads both files.
   *
   * @return the key and the certificate; fails where a file cannot be read
   */
  private Future<PemKeyCertOptions> read(Vertx vertx) {
    return vertx
        .fileSystem()
        .readFile(certificateFile.toString())
        .compose(
            certificate ->
                vertx
                    .fileSystem()
                    .readFile(keyFile.toString())
                    .map(
                        key ->
                            new PemKeyCertOptions()
                                .setCertValues(List.of(certificate))
                                .setKeyValues(List.of(key))));
  }

  /** While new files are not in order the old ones stay. */
  private void watch(Vertx vertx, HttpServer server, PemKeyCertOptions first, long periodMillis) {
    Watch watch = new Watch(vertx, server, first);
    vertx.setPeriodic(periodMillis, timer -> watch.look());
  }

  private final class Watch {

    private final Vertx vertx;
    private final HttpServer server;
    private PemKeyCertOptions current;
    private String lastProblem = "";

    private Watch(Vertx vertx, HttpServer server, PemKeyCertOptions first) {
      this.vertx = vertx;
      this.server = server;
      this.current = first;
    }

    private void look() {
      read(vertx).compose(this::takeUp).onFailure(this::keep);
    }

    private Future<?> takeUp(PemKeyCertOptions found) {
      boolean same =
          found.getCertValues().equals(current.getCertValues())
              && found.getKeyValues().equals(current.getKeyValues());
      if (same) {
        lastProblem = "";
        return Future.succeededFuture();
      }
      ServerSSLOptions options = new ServerSSLOptions();
      CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
      options
          .setKeyCertOptions(found)
          .setEnabledSecureTransportProtocols(PROTOCOLS)
          .setUseAlpn(true);
      return server
          .updateSSLOptions(options)
          .onSuccess(
              updated -> {
                current = found;
                lastProblem = "";
                LOG.info("The new certificate in {} is in use", certificateFile);
              });
    }

    /** Says so once for each problem, not at every look. */
    private void keep(Throwable problem) {
      String text = String.valueOf(problem.getMessage());
      if (!text.equals(lastProblem)) {
        lastProblem = text;
        LOG.error(
            "The certificate in {} is not in order, the old one stays: {}", certificateFile, text);
      }
    }
  }
}
