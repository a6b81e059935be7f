package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls one service, one call at a time. Calls beyond this machine are spaced in time, and
 * throttled calls are repeated. Safe for use by the thread of a run and by the one that ends the
 * process.
 */
public final class Endpoint {

  /** AWS answers within seconds, and its slowest calls within ten. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Four calls in a second, below the five that a caller of AWS may share with its tools. */
  private static final long DISTANCE_MILLIS = 250;

  /** AWS takes one CreateDeployment in five seconds, so the last of these waits are longer. */
  private static final long[] WAITS_MILLIS = {500, 1_000, 2_000, 4_000, 6_000};

  /** The largest answer of the API is an API with 300 routes; a longer one is a mistake. */
  private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final ReentrantLock one = new ReentrantLock();
  private final String address;
  private final long distanceMillis;
  private final RequestSigning signing;
  private final Pause pause;
  private final LongSupplier millisClock;
  private long nextMillis;
  private volatile boolean stopped;

  /**
   * A service.
   *
   * @param millisClock never goes back
   */
  public Endpoint(URI address, RequestSigning signing, Pause pause, LongSupplier millisClock) {
    this.address = address.toString().replaceFirst("/+$", "");
    this.distanceMillis = isLoopback(address) ? 0 : DISTANCE_MILLIS;
    this.signing = signing;
    this.pause = pause;
    this.millisClock = millisClock;
    this.nextMillis = millisClock.getAsLong();
  }

  /** Returns whether an address is one of this machine. */
  public static boolean isLoopback(URI address) {
    try {
      return InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  public String address() {
    return address;
  }

  /** Lists APIs once, so that a wrong address or a wrong key is one message and not one a case. */
  public void reach() throws NoAnswerException {
    Answer answer = send("GET", "/v2/apis", null, "", 0);
    if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
      throw new NoAnswerException(address + " refuses the credentials: " + answer.summary());
    }
  }

  /** Refuses all further calls except {@link #sendAtTheEnd}. */
  void stop() {
    stopped = true;
  }

  /**
   * Sends a call.
   *
   * @param target a path, or an address with its scheme
   * @param body null for none
   * @param expected a status that is answered as it is, though it asks for another try
   * @throws StoppedException when the process ends
   */
  Answer send(
      String method, String target, byte @Nullable [] body, String contentType, int expected)
      throws NoAnswerException {
    return repeated(() -> once(method, target, body, contentType, false), expected);
  }

  /** Sends a call that removes something, also when the process ends. */
  Answer sendAtTheEnd(String method, String path) throws NoAnswerException {
    return repeated(() -> once(method, path, null, "", true), 0);
  }

  private interface Call {
    Answer send() throws NoAnswerException;
  }

  private Answer repeated(Call call, int expected) throws NoAnswerException {
    for (long wait : WAITS_MILLIS) {
      Answer answer = call.send();
      if (answer.status() == expected || !asksForAnotherTry(answer)) {
        return answer;
      }
      sleep(wait);
    }
    return call.send();
  }

  private static boolean asksForAnotherTry(Answer answer) {
    return answer.status() == 429
        || (answer.status() == 409 && answer.message().endsWith("Please try again later."));
  }

  private Answer once(
      String method, String target, byte @Nullable [] body, String contentType, boolean isAtTheEnd)
      throws NoAnswerException {
    one.lock();
    try {
      if (stopped && !isAtTheEnd) {
        throw new StoppedException();
      }
      sleep(Math.max(0, nextMillis - millisClock.getAsLong()));
      nextMillis = millisClock.getAsLong() + distanceMillis;
      return exchange(method, target, body, contentType);
    } finally {
      one.unlock();
    }
  }

  private Answer exchange(String method, String target, byte @Nullable [] body, String contentType)
      throws NoAnswerException {
    boolean isPath = target.startsWith("/");
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(isPath ? address + target : target))
              .timeout(TIMEOUT)
              .method(
                  method,
                  body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
      if (body != null) {
        request.header("Content-Type", contentType);
      }
      byte[] signed = body == null ? new byte[0] : body;
      HttpResponse<InputStream> answer =
          client.send(
              signing.sign(request.build(), signed, isPath ? "apigateway" : "execute-api"),
              BodyHandlers.ofInputStream());
      try (InputStream stream = answer.body()) {
        byte[] text = stream.readNBytes(ANSWER_BYTES_MAX);
        return new Answer(answer.statusCode(), answer.headers().map(), new String(text, UTF_8));
      }
    } catch (IOException e) {
      throw new NoAnswerException("%s %s: no answer, %s".formatted(method, target, reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("the process ends", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void sleep(long millis) throws NoAnswerException {
    if (millis > 0) {
      try {
        pause.millis(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoAnswerException("the process ends", e);
      }
    }
  }
}
