package dev.patchbay.http;

import dev.patchbay.auth.AuthException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ErrorJson;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes an answer: ours, the router's own statuses, and all else as
 * 500.
 */
final class ErrorHandler implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

  static final CharSequence ERROR_TYPE = HttpHeaders.createOptimized("X-Amzn-ErrorType");

  /**
   * A refused body is not read to its end, but closing a connection while its caller still sends
   * would lose the answer.
   */
  private static final long LINGER_MILLIS = 1_000;

  /** Asks the caller to stop sending a request that is answered (RFC 9113, section 8.1). */
  private static final long NO_ERROR = 0;

  private final AnswerStamp stamp;
  private final AnswerWriter answers;
  private final Consumer<RoutingContext> unseen;

  /** With limits of its own on unsent answers. */
  ErrorHandler(AnswerStamp stamp) {
    this(stamp, AnswerWriter.withLimits(1), context -> {});
  }

  /**
   * Answers failures.
   *
   * @param answers counts unsent answers
   * @param unseen receives a request that the router refuses before any handler is called
   */
  ErrorHandler(AnswerStamp stamp, AnswerWriter answers, Consumer<RoutingContext> unseen) {
    this.stamp = stamp;
    this.answers = answers;
    this.unseen = unseen;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (!response.headers().contains(AnswerStamp.REQUEST_ID)) {
      stamp.put(response); // The router refused the request before any handler saw it.
      unseen.accept(context);
    }
    ServiceException error = error(context);
    error.retryAfterMillis().ifPresent(millis -> putRetryAfter(response, millis));
    boolean unread = hasBodyLeft(context.request());
    boolean stream = context.request().version() == HttpVersion.HTTP_2;
    if (unread && !stream) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
      HttpConnection connection = context.request().connection();
      context.vertx().setTimer(LINGER_MILLIS, read -> Connections.closeNow(connection));
    }
    Buffer body = begin(response, error);
    Future<Void> sent = response.end(body);
    answers.watch(context, body.length(), sent);
    if (unread && stream) {
      sent.onSuccess(written -> response.reset(NO_ERROR));
    }
  }

  /** Sets the status and the headers of an error; returns its body. */
  static Buffer begin(HttpServerResponse response, ServiceException error) {
    response
        .setStatusCode(error.code().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(ERROR_TYPE, error.code().shape());
    return Buffer.buffer(ErrorJson.encode(error));
  }

  /**
   * SDKs read one or the other: whole seconds (RFC 9110, 10.2.3), rounded up so as not to be too
   * early, or AWS's own milliseconds.
   */
  private static void putRetryAfter(HttpServerResponse response, long millis) {
    response
        .putHeader(HttpHeaders.RETRY_AFTER, String.valueOf((millis + 999) / 1_000))
        .putHeader("x-amz-retry-after", String.valueOf(millis));
  }

  static ServiceException unknownPath() {
    return new ServiceException(ErrorCode.UNKNOWN_OPERATION, "There is no such path");
  }

  private static boolean hasBodyLeft(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return !request.isEnded()
        && (request.version() == HttpVersion.HTTP_2
            || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
            || (length != null && !length.equals("0")));
  }

  private static ServiceException error(RoutingContext context) {
    if (context.failure() instanceof ServiceException expected) {
      return expected;
    }
    if (context.failure() instanceof AuthException refused) {
      return new ServiceException(
          ErrorCode.valueOf(refused.error().name()), String.valueOf(refused.getMessage()));
    }
    if (context.statusCode() == ErrorCode.UNKNOWN_OPERATION.status()) {
      return unknownPath();
    }
    if (context.statusCode() == ErrorCode.BAD_REQUEST.status()) {
      return new ServiceException(ErrorCode.BAD_REQUEST, "The request is malformed");
    }
    LOG.error(
        "Request {} failed unexpectedly",
        AnswerStamp.requestId(context.response()),
        context.failure());
    return new ServiceException(ErrorCode.INTERNAL_FAILURE, "Internal failure");
  }
}
