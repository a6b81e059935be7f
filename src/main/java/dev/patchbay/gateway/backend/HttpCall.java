package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.Payload;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One exchange with a backend, until its answer is complete or its time is over. */
final class HttpCall {

  private static final int REPLY_BYTES_MAX = Limit.BACKEND_REPLY.intValue();

  private final Vertx vertx;
  private final BackendRequest request;
  private final PendingBytes pending;
  private final Promise<BackendReply> reply = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private final long timer;
  private @Nullable HttpClientRequest sent;

  HttpCall(Vertx vertx, BackendRequest request, PendingBytes pending) {
    this.vertx = vertx;
    this.request = request;
    this.pending = pending;
    this.timer =
        vertx.setTimer(
            request.timeoutMillis(),
            late ->
                fail(
                    GatewayError.INTEGRATION_TIMED_OUT,
                    "no answer within " + request.timeoutMillis() + " ms"));
  }

  Future<BackendReply> reply() {
    return reply.future();
  }

  boolean isOver() {
    return reply.future().isComplete();
  }

  /** Sends the request on a connection; nothing is sent where the time is over. */
  void send(HttpClientRequest prepared) {
    if (isOver()) {
      prepared.reset();
      return;
    }
    sent = prepared;
    prepared.headers().addAll(request.headers());
    prepared.exceptionHandler(this::fail);
    prepared.response().onSuccess(this::receive).onFailure(this::fail);
    if (request.body().length() > 0) {
      prepared.send(request.body());
    } else {
      prepared.send();
    }
  }

  private void receive(HttpClientResponse response) {
    response.exceptionHandler(this::fail);
    response.handler(this::add);
    response.endHandler(
        ended ->
            complete(
                new BackendReply(
                    response.statusCode(),
                    request.keepsHeaders() ? headers(response.headers()) : Map.of(),
                    Payload.ofBytes(body.getBytes()),
                    null)));
  }

  private void add(Buffer chunk) {
    if (isOver()) {
      return;
    }
    if (body.length() + chunk.length() > REPLY_BYTES_MAX) {
      fail(GatewayError.INTERNAL, "the answer has more than " + REPLY_BYTES_MAX + " bytes");
    } else if (!pending.take(chunk.length())) {
      fail(GatewayError.TOO_MANY_REQUESTS, "no memory is left for the answer");
    } else {
      body.appendBuffer(chunk);
    }
  }

  private static Map<String, List<String>> headers(MultiMap headers) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> values.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value));
    return values;
  }

  void fail(Throwable failure) {
    if (failure instanceof IntegrationException known) {
      fail(known.error(), String.valueOf(known.getMessage()));
    } else if (failure instanceof ConnectionPoolTooBusyException) {
      fail(GatewayError.TOO_MANY_REQUESTS, "too many requests wait for the backend");
    } else if (failure instanceof TimeoutException) {
      fail(GatewayError.INTEGRATION_TIMED_OUT, String.valueOf(failure.getMessage()));
    } else {
      fail(GatewayError.INTEGRATION_UNREACHABLE, String.valueOf(failure));
    }
  }

  private void fail(GatewayError error, String reason) {
    if (isOver()) {
      return;
    }
    end();
    reply.tryFail(
        new IntegrationException(
            error, request.method() + " to " + request.uri().host() + ": " + reason));
    if (sent != null) {
      sent.reset();
    }
  }

  private void complete(BackendReply answer) {
    if (!isOver()) {
      end();
      reply.tryComplete(answer);
    }
  }

  private void end() {
    vertx.cancelTimer(timer);
    pending.give(body.length());
  }
}
