package dev.patchbay.provider;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads the body of a request. */
final class BoundedBody {

  private BoundedBody() {}

  /** Returns the body; a longer one than the maximum closes the connection. */
  static Future<Buffer> read(HttpServerRequest request, int bytesMax) {
    Promise<Buffer> received = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > bytesMax) {
            request.connection().close();
            return;
          }
          body.appendBuffer(chunk);
        });
    request.endHandler(ended -> received.complete(body));
    return received.future();
  }
}
