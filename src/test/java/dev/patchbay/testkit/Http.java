package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plain HTTP requests to one address.
 *
 * @param address scheme, host and port
 */
public record Http(URI address) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** No answer takes longer, so a test that waits for one fails instead of hanging. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  /**
   * One answer.
   *
   * @param headers values by name, in any case
   */
  public record Answer(int status, Map<String, List<String>> headers, String body) {

    public JsonObject json() {
      return new JsonObject(body);
    }

    /** The one value of a header, null when it is absent. */
    public @Nullable String header(String name) {
      List<String> values = headers.getOrDefault(name, List.of());
      assertThat(values).as(name).hasSizeLessThan(2);
      return values.isEmpty() ? null : values.get(0);
    }

    /** The entity tag, empty when there is none. */
    public String etag() {
      return Objects.requireNonNullElse(header("ETag"), "");
    }

    public @Nullable String errorType() {
      return header("X-Amzn-ErrorType");
    }

    public String message() {
      return json().getString("message");
    }

    /** Fails unless this is an error of the type, with status and headers as all errors have. */
    public Answer assertError(int expectedStatus, String expectedType) {
      assertThat(status + " " + errorType())
          .as(body)
          .isEqualTo(expectedStatus + " " + expectedType);
      assertThat(header("Content-Type")).isEqualTo("application/json");
      assertThat(message()).isNotEmpty();
      return this;
    }

    /** Fails unless this is an error of the type, with this message. */
    public Answer assertError(int expectedStatus, String expectedType, String expectedMessage) {
      assertError(expectedStatus, expectedType);
      assertThat(message()).isEqualTo(expectedMessage);
      return this;
    }
  }

  /** Any request; headers are names and values in turn. A null body is none. */
  public Answer send(String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(ANSWER_MAX)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return answer(request.build());
  }

  private static Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString(UTF_8));
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(response.headers().map());
      return new Answer(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, String body) {
    return send("POST", path, body, "Content-Type", "application/json");
  }

  public Answer patch(String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(Arrays.asList(headers));
    return send("PATCH", path, body, all.toArray(String[]::new));
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /** Creates a resource and answers its path, which starts with that of the collection. */
  public String create(String collectionPath, String body) {
    Answer created = post(collectionPath, body);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String segment = collectionPath.substring(collectionPath.lastIndexOf('/') + 1);
    Optional<ResourceType> type =
        ApiGatewayTypes.ALL.all().stream()
            .filter(each -> each.collectionSegment().equals(segment))
            .findFirst();
    return collectionPath + "/" + created.json().getString(type.orElseThrow().idMember());
  }

  public String createApi() {
    return create(
        "/v2/apis",
        """
        {"name":"chat","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action"}\
        """);
  }

  /** A MOCK integration, whose collection of integration responses is empty. */
  public String createIntegration(String api) {
    return create(api + "/integrations", "{\"integrationType\":\"MOCK\"}");
  }

  /** An integration response in an API and integration of its own. */
  public String createIntegrationResponse(JsonObject members) {
    return create(createIntegration(createApi()) + "/integrationresponses", members.encode());
  }

  /**
   * Sends bytes that no client library would, and reads one answer.
   *
   * @param request the bytes, one for each character
   */
  public Answer raw(String request) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) ANSWER_MAX.toMillis());
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return answer(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(InputStream stream) throws IOException {
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      int next = stream.read();
      assertThat(next).as("the connection ended after: %s", head).isNotNegative();
      head += (char) next;
    }
    List<String> lines = head.lines().toList();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size() - 1)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", List.of("0")).get(0));
    String body = new String(stream.readNBytes(length), UTF_8);
    return new Answer(Integer.parseInt(lines.get(0).split(" ", 3)[1]), headers, body);
  }
}
