package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.model.ConnectionsPage;
import dev.patchbay.model.Limit;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.StageConnection;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the connections that Redis holds. Belongs to one event loop. */
public final class StoredConnections {

  /** A read has some hundred kilobytes, and Redis takes a millisecond for it. */
  private static final int READ_MAX = 500;

  /** The other stages of an API may have most of its connections. */
  private static final int READS_MAX = Limit.LISTED_CONNECTIONS.intValue() / READ_MAX;

  private final RedisNodes nodes;

  public StoredConnections(RedisNodes nodes) {
    this.nodes = nodes;
  }

  /** Reads a page of the connections of a stage. */
  public Future<ConnectionsPage> read(
      String accountId, String apiId, String stageName, PageRequest page) {
    return read(
        new RegistryKeys(accountId),
        apiId,
        stageName,
        page.resourcesMax(),
        page.afterId(),
        new ArrayList<>(),
        1);
  }

  private Future<ConnectionsPage> read(
      RegistryKeys keys,
      String apiId,
      String stageName,
      int connectionsMax,
      String afterId,
      List<StageConnection> found,
      int reads) {
    return RegistryScripts.PAGE
        .texts(nodes, keys.ofApi(apiId), List.of(afterId, Integer.toString(READ_MAX)))
        .compose(
            reply -> {
              Map<String, String> records = Membership.pairs(reply);
              String lastId = afterId;
              for (Map.Entry<String, String> each : records.entrySet()) {
                if (found.size() == connectionsMax) {
                  return Future.succeededFuture(new ConnectionsPage(found, Optional.of(lastId)));
                }
                lastId = each.getKey();
                add(apiId, stageName, each, found);
              }
              if (records.size() < READ_MAX) {
                return Future.succeededFuture(new ConnectionsPage(found, Optional.empty()));
              }
              return found.size() == connectionsMax || reads == READS_MAX
                  ? Future.succeededFuture(new ConnectionsPage(found, Optional.of(lastId)))
                  : read(keys, apiId, stageName, connectionsMax, lastId, found, reads + 1);
            });
  }

  private static void add(
      String apiId, String stageName, Map.Entry<String, String> each, List<StageConnection> found) {
    if (each.getValue().isEmpty()) {
      return;
    }
    ClientConnection connection =
        ConnectionRecord.decode(apiId, each.getKey(), each.getValue()).connection();
    if (connection.stage().equals(stageName)) {
      found.add(
          new StageConnection(
              connection.connectionId(),
              connection.sourceIp(),
              connection.userAgent(),
              connection.connectedAtMillis()));
    }
  }
}
