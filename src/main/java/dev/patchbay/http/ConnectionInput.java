package dev.patchbay.http;

import dev.patchbay.model.ServiceException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Answers where Vert.x would close a connection without an answer: a body whose chunks are
 * malformed, and a caller that closes its half of the connection when it has sent its request.
 */
final class ConnectionInput extends ChannelInboundHandlerAdapter {

  private final HttpConnection connection;
  private final RequestDeadlines deadlines;

  private ConnectionInput(HttpConnection connection, RequestDeadlines deadlines) {
    this.connection = connection;
    this.deadlines = deadlines;
  }

  /** Watches a new cleartext connection of HTTP/1; TLS has no half-closed connections. */
  static void watch(HttpConnection connection, RequestDeadlines deadlines) {
    if (connection instanceof ConnectionBase base && !connection.isSsl()) {
      ChannelHandlerContext context = base.channelHandlerContext();
      context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
      context
          .pipeline()
          .addBefore(context.name(), "input", new ConnectionInput(connection, deadlines));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean malformedBody =
        message instanceof HttpContent content
            && !(message instanceof HttpMessage)
            && content.decoderResult().isFailure();
    List<RoutingContext> requests = malformedBody ? open() : List.of();
    if (requests.isEmpty()) {
      context.fireChannelRead(message);
      return;
    }
    ReferenceCountUtil.release(message);
    requests.forEach(
        request -> request.fail(ServiceException.badRequest("The body is not valid HTTP/1.1")));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof ChannelInputShutdownEvent)) {
      context.fireUserEventTriggered(event);
      return;
    }
    List<RoutingContext> requests = open();
    if (requests.stream().anyMatch(request -> request.request().isEnded())) {
      requests.forEach(request -> request.addEndHandler(ended -> connection.close()));
    } else {
      connection.close();
    }
  }

  /** The requests of this connection that are not answered yet. */
  private List<RoutingContext> open() {
    return deadlines.open().stream()
        .filter(request -> request.request().connection() == connection)
        .toList();
  }
}
