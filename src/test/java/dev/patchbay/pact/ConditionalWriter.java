package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A plain caller on Vert.x's WebClient: it keeps entity tags and sends them back. */
final class ConditionalWriter {

  private static final WebClient CLIENT = WebClient.create(Vertx.vertx());
  private static final int ANSWER_SECONDS_MAX = 60;

  private final URI address;

  ConditionalWriter(URI address) {
    this.address = address;
  }

  HttpResponse<Buffer> get(String path) {
    return await(request(HttpMethod.GET, path), null);
  }

  /**
   * Reads changes after one that is known.
   *
   * @return the newest of them, after which to read on; the known one where there are none
   */
  String changesAfter(String known, String path) {
    HttpResponse<Buffer> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonArray items = answer.bodyAsJsonObject().getJsonArray("items");
    return items.isEmpty() ? known : items.getJsonObject(items.size() - 1).getString("changeId");
  }

  HttpResponse<Buffer> post(String path, JsonObject members) {
    return await(request(HttpMethod.POST, path), members.toBuffer());
  }

  /** Changes members if the resource still has the tag. */
  HttpResponse<Buffer> patch(String path, String entityTag, JsonObject members) {
    return await(
        request(HttpMethod.PATCH, path).putHeader("If-Match", entityTag), members.toBuffer());
  }

  HttpResponse<Buffer> delete(String path, String entityTag) {
    return await(request(HttpMethod.DELETE, path).putHeader("If-Match", entityTag), null);
  }

  private HttpRequest<Buffer> request(HttpMethod method, String path) {
    return CLIENT.requestAbs(method, address + path);
  }

  private static HttpResponse<Buffer> await(HttpRequest<Buffer> request, @Nullable Buffer body) {
    try {
      if (body != null) {
        request.putHeader("Content-Type", "application/json; charset=utf-8");
      }
      return (body == null ? request.send() : request.sendBuffer(body))
          .await(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The tag with which a later change names the version that it has read. */
  static String entityTag(HttpResponse<Buffer> answer) {
    assertThat(answer.getHeader("ETag")).isNotEmpty();
    return answer.getHeader("ETag");
  }

  static String errorType(HttpResponse<Buffer> answer) {
    assertThat(answer.bodyAsJsonObject().getString("message")).isNotEmpty();
    return answer.getHeader("X-Amzn-ErrorType");
  }
}
