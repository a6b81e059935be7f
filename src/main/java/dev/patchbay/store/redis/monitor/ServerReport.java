package dev.patchbay.store.redis.monitor;

import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings and the replicas of one server.
 *
 * @param address the address of the server
 * @param settings by directive; unknown ones are absent
 * @param replicas the number of connected replicas; 0 where it is unknown
 */
record ServerReport(HostPort address, Map<String, String> settings, int replicas) {

  private static final String REPLICAS = "connected_slaves:";

  /**
   * Asks all masters and leaves unreachable ones out; fails with {@link RedisFailure} where none
   * answers.
   */
  static Future<List<ServerReport>> askAll(RedisNodes nodes) {
    return nodes
        .masters()
        .compose(
            masters -> {
              List<Future<ServerReport>> asked = masters.stream().map(ServerReport::ask).toList();
              return Future.join(asked)
                  .transform(
                      (all, someFailed) -> {
                        List<ServerReport> reported =
                            asked.stream().filter(Future::succeeded).map(Future::result).toList();
                        return reported.isEmpty()
                            ? Future.failedFuture(
                                new RedisFailure(RedisFault.NO_CONNECTION, "no server answers"))
                            : Future.succeededFuture(reported);
                      });
            });
  }

  /** Returns the values of one setting, for operators. */
  static String value(List<ServerReport> reports, String directive) {
    return reports.stream()
        .map(report -> report.settings.getOrDefault(directive, "unknown"))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * Asks one server. A forbidden command is no failure, because managed servers forbid CONFIG;
   * fails with {@link RedisFailure} when it does not answer.
   */
  static Future<ServerReport> ask(RedisConnections connections) {
    List<Request> gets =
        Arrays.stream(DurabilityCheck.Setting.values())
            .map(setting -> Request.cmd(Command.CONFIG).arg("GET").arg(setting.directive()))
            .toList();
    Request info = Request.cmd(Command.INFO).arg("replication");
    return unlessForbidden(connections.send(gets))
        .compose(
            settings ->
                unlessForbidden(connections.send(List.of(info)))
                    .map(
                        replies ->
                            new ServerReport(
                                connections.address(), settings(settings), replicas(replies))));
  }

  private static Future<List<Response>> unlessForbidden(Future<List<Response>> replies) {
    return replies.recover(
        failure ->
            failure instanceof RedisFailure known
                    && (known.fault() == RedisFault.NOT_PERMITTED
                        || known.fault() == RedisFault.REFUSED)
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(failure));
  }

  /** A map in RESP3, and a list of keys and values in RESP2. */
  private static Map<String, String> settings(List<Response> replies) {
    Map<String, String> settings = new HashMap<>();
    for (Response reply : replies) {
      for (DurabilityCheck.Setting setting : DurabilityCheck.Setting.values()) {
        Response value =
            reply.containsKey(setting.directive()) ? reply.get(setting.directive()) : null;
        if (value != null) {
          settings.put(setting.directive(), value.toString());
        }
      }
    }
    return settings;
  }

  private static int replicas(List<Response> replies) {
    String text = replies.stream().map(Response::toString).collect(Collectors.joining());
    return text.lines()
        .filter(line -> line.startsWith(REPLICAS))
        .mapToInt(line -> Integer.parseInt(line.substring(REPLICAS.length()).strip()))
        .sum();
  }
}
