package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.RawAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mapped parameters of HTTP APIs (AWS: Transform API requests and responses for HTTP APIs). */
final class HttpApiMappingTest {

  private LocalBackend backend;
  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    backend = new LocalBackend();
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    backend.close();
  }

  private RawAnswer send(String path, String body, Map<String, Object> members) throws Exception {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("integrationType", "HTTP_PROXY");
    all.put("integrationMethod", "ANY");
    all.put("integrationUri", backend.uri("/v1?own=1"));
    gateway.deploy(
        SnapshotBuilder.http().integration("i", all).route("ANY /{proxy+}", "i", Map.of()));
    return HttpApiClient.send(
        gateway.port(),
        "POST",
        LocalGateway.PATH + path,
        body,
        "X-One: 1",
        "X-One: 2",
        "X-Gone: 3");
  }

  private LocalBackend.Received received(String key, String value) throws Exception {
    send(
        "/pets/6?q=a&q=b&r=c%2Fd",
        "{\"name\":\"rex\",\"tags\":[{\"id\":7}]}",
        Map.of("requestParameters", Map.of(key, value)));
    return backend.next();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "static text | static text",
        "$request.header.x-one | 1,2",
        "$request.querystring.q | a,b",
        "$request.path | /pets/6",
        "$request.path.proxy | pets/6",
        "$request.body.name | rex",
        "${request.body.tags[0].id}-${stageVariables.color} | 7-blue",
        "$context.stage | prod",
        "$context.identity.sourceIp | 127.0.0.1"
      })
  void aHeaderHasTheValueOfItsSource(String source, String value) throws Exception {
    assertThat(received("overwrite:header.x-new", source).headers().get("x-new")).isEqualTo(value);
  }

  @Test
  void aHeaderIsAppendedReplacedOrRemoved() throws Exception {
    assertThat(received("append:header.x-one", "3").headers().getAll("x-one"))
        .containsExactly("1", "2", "3");
    assertThat(received("overwrite:header.x-one", "3").headers().getAll("x-one"))
        .containsExactly("3");
    assertThat(received("remove:header.x-gone", "''").headers().contains("x-gone")).isFalse();
    assertThat(received("overwrite:header.x-one", "$request.header.absent").headers().get("x-one"))
        .isEqualTo("1");
    assertThat(received("overwrite:header.Host", "other.example").headers().get("Host"))
        .isEqualTo("other.example");
    assertThat(received("overwrite:header.Via", "me").headers().get("Via")).contains("Amazon");
  }

  @ParameterizedTest
  @CsvSource({
    "append:querystring.r, e f, /v1?own=1&q=a&q=b&r=c%2Fd&r=e%20f",
    "overwrite:querystring.q, $request.path.proxy, /v1?own=1&q=pets%2F6&r=c%2Fd",
    "remove:querystring.q, x, /v1?own=1&r=c%2Fd",
    "append:header.x, y, /v1?own=1&q=a&q=b&r=c%2Fd",
    "overwrite:path, $request.path, /pets/6?own=1&q=a&q=b&r=c%2Fd",
    "overwrite:path, /a b?c#d, /a%20b%3Fc%23d?own=1&q=a&q=b&r=c%2Fd"
  })
  void theQueryAndThePathAreMapped(String key, String value, String uri) throws Exception {
    assertThat(received(key, value).uri()).isEqualTo(uri);
  }

  @Test
  void membersOfALargeBodyAreEmpty() throws Exception {
    Map<String, Object> mappings =
        Map.of("requestParameters", Map.of("overwrite:header.x-new", "$request.body.name"));
    String body = "{\"name\":\"rex\"}";
    String largest = body + " ".repeat(Limit.HTTP_API_MAPPED_BODY.intValue() - body.length());
    send("/x", largest, mappings);
    assertThat(backend.next().headers().get("x-new")).isEqualTo("rex");
    send("/x", largest + " ", mappings);
    assertThat(backend.next().headers().contains("x-new")).isFalse();
  }

  @Test
  void aHeaderThatAClientWouldEndIsNotSent() throws Exception {
    RawAnswer answer =
        send(
            "/x",
            "{\"name\":\"a\\r\\nY: 1\"}",
            Map.of("requestParameters", Map.of("append:header.x", "$request.body.name")));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(backend.waiting()).isZero();
  }

  @Test
  void anAnswerIsMappedByItsStatus() throws Exception {
    Map<String, Object> mappings =
        Map.of(
            "responseParameters",
            Map.of(
                "200",
                Map.of(
                    "overwrite:statuscode", "203",
                    "append:header.x-path", "$context.path",
                    "overwrite:header.Content-Type", "a/b",
                    "append:header.x-name", "$response.body.name",
                    "append:header.x-type", "$response.header.content-type",
                    "remove:header.Set-Cookie", "''"),
                "404",
                Map.of("append:header.error", "gone")));
    RawAnswer answer = send("/x", "{\"name\":\"rex\"}", mappings);
    assertThat(answer.status()).isEqualTo(203);
    assertThat(answer.headers())
        .containsEntry("x-path", "/prod/x")
        .containsEntry("Content-Type", "a/b")
        .containsEntry("x-name", "rex")
        .containsEntry("x-type", "text/plain")
        .doesNotContainKeys("Set-Cookie", "error");
  }
}
