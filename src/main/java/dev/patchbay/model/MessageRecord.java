package dev.patchbay.model;

import java.util.Optional;

/**
 * The way of one message of a client through the gateway. It holds neither the message nor its
 * answer.
 *
 * @param number of the message in its recording, from 1
 * @param arrivedAtMillis since the epoch
 * @param requestId as in logs and templates
 * @param routeKey empty where no route took it
 * @param integrationId empty where no integration took it
 * @param response the integration response that the reply selected
 * @param status as in access logs
 * @param isAnswered whether the client receives a frame for it
 * @param reason why it failed, in words
 * @param micros from its arrival to its outcome
 * @param call of the backend, where there was one
 */
public record MessageRecord(
    long number,
    long arrivedAtMillis,
    String requestId,
    String routeKey,
    String integrationId,
    Optional<Response> response,
    int status,
    boolean isAnswered,
    Optional<String> reason,
    long micros,
    Optional<Call> call) {

  /**
   * An integration response.
   *
   * @param templateKey empty where the payload passed through
   */
  public record Response(String id, String key, Optional<String> templateKey) {}

  /**
   * A call of a backend.
   *
   * @param begunMicros after the arrival of the message
   * @param micros until the reply was complete, or the call failed
   * @param status of the reply; 0 where the call failed
   */
  public record Call(long begunMicros, long micros, int status) {}
}
