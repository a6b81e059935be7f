package dev.patchbay.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Adds two headers to every answer: the identifier of the request, and the date, by which SDKs
 * correct their clocks. Belongs to one event loop.
 */
final class AnswerStamp {

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final SecureRandom SEEDS = new SecureRandom();

  /**
   * The generators of both halves of the identifiers. Identifiers are not secret, but must be
   * unique across replicas: one seed of 64 bits would not be enough.
   */
  private final SplittableRandom high = new SplittableRandom(SEEDS.nextLong());

  private final SplittableRandom low = new SplittableRandom(SEEDS.nextLong());

  private long dateSecond;
  private CharSequence date = "";

  /** The identifier that {@link #put} has given to the request of this answer. */
  static String requestId(HttpServerResponse response) {
    return response.headers().get(REQUEST_ID);
  }

  void put(HttpServerResponse response) {
    long second = System.currentTimeMillis() / 1000;
    if (second != dateSecond) {
      dateSecond = second;
      date = HttpHeaders.createOptimized(HTTP_DATE.format(Instant.ofEpochSecond(second)));
    }
    response.putHeader(REQUEST_ID, randomUuid().toString()).putHeader(HttpHeaders.DATE, date);
  }

  /** Version 4 and its variant (RFC 9562, section 5.4). */
  private UUID randomUuid() {
    return new UUID(
        (high.nextLong() & ~0xf000L) | 0x4000L,
        (low.nextLong() & (Long.MAX_VALUE >>> 1)) | Long.MIN_VALUE);
  }
}
