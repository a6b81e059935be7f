package dev.patchbay.http;

import dev.patchbay.model.Limit;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The options of the listening sockets of the control plane, with their limits. */
final class ServerOptions {

  /** A connection without bytes for a minute is more likely forgotten than used. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  /** A flood of resets shows within seconds; the limit is one of this time. */
  private static final int RESETS_WINDOW_SECONDS = 30;

  private ServerOptions() {}

  /** Options of HTTP/1.1. */
  static HttpServerOptions cleartext(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setTcpNoDelay(true)
        .setMaxInitialLineLength(Limit.REQUEST_LINE.intValue())
        .setMaxHeaderSize(Limit.REQUEST_HEADERS.intValue())
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
  }

  /** Options of TLS, with HTTP/2 and its limits on the work that one connection may cause. */
  static HttpServerOptions tls(String host, int port) {
    return TlsFiles.secured(cleartext(host, port))
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setHttp2RstFloodMaxRstFramePerWindow(Limit.STREAM_RESETS.intValue())
        .setHttp2RstFloodWindowDuration(RESETS_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(Limit.STREAMS.value())
                .setMaxHeaderListSize(Limit.REQUEST_HEADERS.intValue()));
  }
}
