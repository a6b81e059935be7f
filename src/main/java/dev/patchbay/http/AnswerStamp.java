package dev.patchbay.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * What every answer carries: the request's identifier, and the date by which SDKs correct their
 * clocks. Belongs to one event loop.
 */
final class AnswerStamp {

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private long dateSecond;
  private String date = "";

  /** The identifier that {@link #put} has given to the request of this answer. */
  static String requestId(HttpServerResponse response) {
    return response.headers().get(REQUEST_ID);
  }

  void put(HttpServerResponse response) {
    long second = System.currentTimeMillis() / 1000;
    if (second != dateSecond) {
      dateSecond = second;
      date = HTTP_DATE.format(Instant.ofEpochSecond(second));
    }
    response.putHeader(REQUEST_ID, UUID.randomUUID().toString()).putHeader(HttpHeaders.DATE, date);
  }
}
