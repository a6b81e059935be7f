package dev.patchbay.gateway.log;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.RanEvent;
import dev.patchbay.gateway.route.StageLogs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes AWS's lines of the execution log of a stage, at the level of its settings. They hold
 * messages of clients with {@code dataTraceEnabled} only.
 */
public final class ExecutionLog implements EventObserver {

  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.gateway.execution");

  /** AWS cuts long values there. */
  private static final int VALUE_LENGTH_MAX = 1_000;

  @Override
  public void ran(RanEvent ran) {
    if (ran.logs().isEmpty() || !LOG.isInfoEnabled()) {
      return;
    }
    String route = ran.outcome().routeKey();
    StageLogs logs = ran.logs().get();
    if (logs.logsExecution(route, ran.outcome().reason().isPresent())) {
      write(ran, logs.logsData(route));
    }
  }

  private static void write(RanEvent ran, boolean withData) {
    RouteEvent event = ran.event();
    ClientConnection connection = event.connection();
    String api = connection.apiId();
    line(event, "Extended Request Id: " + event.requestId());
    line(event, "Starting execution for request: " + event.requestId());
    line(event, "WebSocket Request Route: [" + ran.outcome().routeKey() + "]");
    switch (event.type()) {
      case CONNECT ->
          line(
              event,
              "Client [UserAgent: %s, SourceIp: %s] is connecting to WebSocket API [%s]."
                  .formatted(connection.userAgent().orElse("null"), connection.sourceIp(), api));
      case MESSAGE -> {
        line(
            event,
            "WebSocket API [%s] received message from client [Connection Id: %s]."
                .formatted(api, connection.connectionId()));
        if (withData) {
          line(
              event,
              "WebSocket API [%s] received message from client [%s]. Message: [%s]."
                  .formatted(api, connection.connectionId(), cut(event.body())));
        }
      }
      case DISCONNECT -> {}
    }
    ran.outcome().reason().ifPresent(reason -> line(event, "Execution failed: " + cut(reason)));
    line(event, end(ran));
  }

  private static String end(RanEvent ran) {
    ClientConnection connection = ran.event().connection();
    String id = connection.connectionId();
    int status = ran.outcome().status();
    return switch (ran.event().type()) {
      case CONNECT ->
          ran.outcome().accepts()
              ? "Client [Connection Id: %s] connected to API [%s] successfully."
                  .formatted(id, connection.apiId())
              : "Client [Connection Id: %s] was refused by API [%s] with response status code [%d]."
                  .formatted(id, connection.apiId(), status);
      case MESSAGE ->
          "Message from client [Connection Id: %s] sent to API [%s] with response status code [%d]."
              .formatted(id, connection.apiId(), status);
      case DISCONNECT -> {
        CloseStatus closing = ran.event().closing().orElseThrow();
        yield "Client [Connection Id: %s] disconnected from API [%s] with integration response status code [%d]. Close reason: [%d: %s]"
            .formatted(id, connection.apiId(), status, closing.code(), closing.reason());
      }
    };
  }

  private static void line(RouteEvent event, String text) {
    LOG.atInfo()
        .addKeyValue("apiId", event.connection().apiId())
        .addKeyValue("stage", event.connection().stage())
        .log("({}) {}", event.requestId(), text);
  }

  private static String cut(String text) {
    return text.length() > VALUE_LENGTH_MAX
        ? text.substring(0, VALUE_LENGTH_MAX) + " [TRUNCATED]"
        : text;
  }
}
