package dev.patchbay.http;

import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends connections whose caller may not read. */
final class Connections {

  private Connections() {}

  /**
   * Closes a connection and drops its unsent bytes. {@link HttpConnection#close} waits without
   * limit for a caller that does not read.
   */
  static void closeNow(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      // The first handler is the nearest to the socket: TLS would wait for its own last message.
      ChannelFuture unused = base.channelHandlerContext().pipeline().firstContext().close();
    } else {
      connection.close();
    }
  }
}
