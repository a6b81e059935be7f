package dev.patchbay.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The limits of the measured values. */
final class Bars {

  /**
   * One of them.
   *
   * @param atLeast whether the measured value must be at least or at most the limit
   * @param measured NaN where it was not measured, or where a request of the row failed
   */
  private record Bar(String what, boolean atLeast, double limit, double measured) {

    boolean holds() {
      return atLeast ? measured >= limit : measured <= limit;
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("what", what)
          .put("limit", (atLeast ? "at least " : "at most ") + limit)
          .put("measured", Results.orNull(measured))
          .put("holds", holds());
    }
  }

  private final List<Bar> bars = new ArrayList<>();

  /**
   * Compares the measured values with the limits.
   *
   * @param ratioOfP99 of the open loop, to floor (b)
   * @param besideEvaluations the ratio of the p99s of PATCH, beside evaluations to alone
   * @param footprint of the service as it is deployed
   */
  Bars(Results results, double ratioOfP99, double besideEvaluations, Footprint footprint) {
    atLeast("PATCH, 8 connections, to (b)", 1.0, results.speed("patch-8", "b-8"));
    atLeast("PATCH, 64 connections, to (b)", 1.3, results.speed("patch-64", "b-64"));
    atLeast("PATCH, 256 connections, to (b)", 1.3, results.speed("patch-256", "b-256"));
    atLeast("PATCH with SigV4, 64 connections, to (b)", 1.0, results.speed("patch-signed", "b-64"));
    atLeast(
        "PATCH of one resource to PATCH of 10,000", 1.0, results.speed("patch-hot", "patch-64"));
    atLeast("GET to bare GET", 0.8, results.speed("get", Rows.GET_FLOOR));
    atLeast(
        "GET, 8 connections, appendfsync always, to bare GET",
        0.8,
        results.speed("get-always", "b-get-always"));
    atMost(
        "processor time for a PATCH, one connection, 1,500 a second, to (b)",
        1.15,
        results.ratio("patch-fixed", "b-fixed", Slice::serviceMicros));
    atLeast(
        "PATCH with 100,000 siblings to PATCH with one",
        0.95,
        results.speed("patch-siblings", "patch-64"));
    atMost("p99 at half of the peak, open loop, to (b)", 3, ratioOfP99);
    atMost(
        "p99 of PATCH at half of its peak beside 2,000 evaluations a second, to alone",
        2,
        besideEvaluations);
    atMost(
        "Redis' processor time for a PATCH, 64 connections, to (b)",
        0.5,
        results.ratio("patch-64", "b-64", Slice::redisMicros));
    message(results, "MOCK without templates", "message", "m-a", 0.55, 2.0);
    message(results, "MOCK with a response template", "message-response", "m-b", 0.75, 1.4);
    message(results, "MOCK with both templates", "message-both", "m-b", 0.6, 1.8);
    message(results, "HTTP_PROXY", "message-proxy", "m-c", 0.85, 1.25);
    message(results, "HTTP with both templates", "message-http", "m-d", 0.85, 1.25);
    // Two, with the periodic work of the service.
    atMost("reads of Redis' sockets for a lone PATCH", 2.05, reads(results, "patch-1"));
    atMost("reads of Redis' sockets for each PATCH, 64 connections", 2, reads(results, "patch-64"));
    atMost("seconds from start to first answer, embedded Redis", 1.5, footprint.startSeconds());
    atMost("MiB resident after the run", 350, footprint.residentMebibytes());
  }

  private void message(
      Results results, String what, String row, String floor, double speed, double cpu) {
    String kind = "(" + floor.substring(2) + ") of messages";
    atLeast("messages, " + what + ", to " + kind, speed, results.speed(row, floor));
    atMost(
        "processor time for a message, " + what + ", to " + kind,
        cpu,
        results.ratio(row, floor, Slice::serviceMicros));
    atMost(
        "p99 of messages, " + what + ", to " + kind,
        2,
        results.ratio(row, floor, slice -> slice.load().micros().p99()));
  }

  private static double reads(Results results, String name) {
    return results.has(name) ? results.median(name, Slice::redisReads) : Double.NaN;
  }

  private void atLeast(String what, double limit, double measured) {
    bars.add(new Bar(what, true, limit, measured));
  }

  private void atMost(String what, double limit, double measured) {
    bars.add(new Bar(what, false, limit, measured));
  }

  boolean allHold() {
    return bars.stream().allMatch(Bar::holds);
  }

  JsonArray toJson() {
    JsonArray array = new JsonArray();
    bars.forEach(bar -> array.add(bar.toJson()));
    return array;
  }
}
