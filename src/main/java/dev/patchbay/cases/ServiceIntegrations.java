package dev.patchbay.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads integrations from a running service. */
public final class ServiceIntegrations {

  /** A service answers within seconds, and a command that waits longer seems to hang. */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** The quotas allow far fewer pages; a service with more never ends its list. */
  private static final int PAGES_MAX = 1_000;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String endpoint;
  private final UnaryOperator<HttpRequest> signature;

  /**
   * A reader.
   *
   * @param signature signs a request, or leaves it as it is
   */
  public ServiceIntegrations(URI endpoint, UnaryOperator<HttpRequest> signature) {
    this.endpoint = endpoint.toString().replaceFirst("/+$", "");
    this.signature = signature;
  }

  /** One integration of an API, or all of them. */
  public List<TestedIntegration> read(String apiId, @Nullable String integrationId)
      throws InputException {
    String integrations = "/v2/apis/" + encoded(apiId) + "/integrations";
    List<Map<String, Object>> found =
        integrationId == null
            ? items(integrations, "integrationId")
            : List.of(AwsAnswer.members(get(integrations + "/" + encoded(integrationId))));
    List<TestedIntegration> tested = new ArrayList<>();
    for (Map<String, Object> integration : found) {
      String id = String.valueOf(integration.get("integrationId"));
      List<IntegrationResponse> responses = new ArrayList<>();
      for (Map<String, Object> each :
          items(integrations + "/" + encoded(id) + "/integrationresponses", "")) {
        responses.add(
            IntegrationResponse.of(String.valueOf(each.get("integrationResponseId")), each));
      }
      tested.add(new TestedIntegration(apiId + "/" + id, Integration.of(integration), responses));
    }
    return tested;
  }

  private List<Map<String, Object>> items(String path, String member) throws InputException {
    List<Map<String, Object>> items = new ArrayList<>();
    String query = "?maxResults=100";
    for (int page = 0; page < PAGES_MAX; page++) {
      Map<String, Object> answer = AwsAnswer.members(get(path + query));
      Object token = answer.remove("nextToken");
      items.addAll(AwsAnswer.items(answer, member));
      if (token == null) {
        return items;
      }
      query = "?maxResults=100&nextToken=" + encoded(String.valueOf(token));
    }
    throw new InputException(path + " has more than " + PAGES_MAX + " pages");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private Map<String, @Nullable Object> get(String path) throws InputException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(endpoint + path)).timeout(TIMEOUT).build();
      HttpResponse<InputStream> answer =
          client.send(signature.apply(request), HttpResponse.BodyHandlers.ofInputStream());
      String text;
      try (InputStream body = answer.body()) {
        text = InputText.read(body);
      }
      if (answer.statusCode() != 200) {
        throw new InputException(
            "GET %s answers %d: %s".formatted(path, answer.statusCode(), text));
      }
      return JsonReader.readLine(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new InputException(
          "%s does not answer: %s".formatted(endpoint, String.valueOf(e.getMessage())), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("the process ends", e);
    } catch (ServiceException e) {
      throw new InputException("GET " + path + ": " + e.message(), e);
    }
  }
}
