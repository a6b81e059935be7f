package dev.patchbay.deployment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;

/**
 * What alerts and dashboard name is what a service says that has seen good and bad requests, a
 * limit, and the loss of its Redis.
 */
final class ScrapedMetricsTest {

  private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$");
  private static final Pattern NAME = Pattern.compile("\\b(?:patchbay|process|jvm)_\\w+\\b");
  private static final Pattern SELECTOR =
      Pattern.compile("\\b((?:patchbay|process|jvm)_\\w+)\\{([^}]*)}");
  private static final Pattern GROUPED =
      Pattern.compile("by \\(([\\w, ]+)\\) \\((?:\\w+\\()?((?:patchbay|process|jvm)_\\w+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"");

  /** Prometheus adds these to everything that it scrapes. */
  private static final Set<String> TARGET_LABELS = Set.of("job", "pod");

  private static final int BURST = 20;

  /** The labels of each sample that was scraped, by its name. */
  private static final Map<String, Set<String>> SCRAPED = new HashMap<>();

  @BeforeAll
  static void scrape(@TempDir Path directory) throws Exception {
    Path credentials =
        Files.writeString(
            directory.resolve("credentials"),
            "[a]\naws_access_key_id = AKIASCRAPE\naws_secret_access_key = a-secret\n");
    try (RedisProcess redis = RedisProcess.start(directory)) {
      Map<String, String> settings =
          Map.of(
              "PATCHBAY_HTTP_PORT", "0",
              "PATCHBAY_MANAGEMENT_PORT", "0",
              "PATCHBAY_GATEWAY_PORT", "0",
              "PATCHBAY_SHUTDOWN_SECONDS", "1",
              "PATCHBAY_REDIS_URI", redis.uri().toString(),
              "PATCHBAY_CREDENTIALS_FILE", credentials.toString(),
              "PATCHBAY_THROTTLE_RATE", "1",
              "PATCHBAY_THROTTLE_BURST", String.valueOf(BURST));
      try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(settings))) {
        use(server.address(), redis);
        read(new Http(server.managementAddress()).get("/metrics").body());
      }
    }
  }

  private static void use(URI address, RedisProcess redis) {
    try (ApiGatewayV2Client client = client(address, "a-secret");
        ApiGatewayV2Client stranger = client(address, "another-secret")) {
      String api =
          client
              .createApi(
                  request ->
                      request
                          .name("scraped")
                          .protocolType("WEBSOCKET")
                          .routeSelectionExpression("$request.body.action"))
              .apiId();
      String integration =
          client
              .createIntegration(request -> request.apiId(api).integrationType("MOCK"))
              .integrationId();
      String response =
          client
              .createIntegrationResponse(
                  request ->
                      request
                          .apiId(api)
                          .integrationId(integration)
                          .integrationResponseKey("$default"))
              .integrationResponseId();
      Runnable update =
          () ->
              client.updateIntegrationResponse(
                  request ->
                      request
                          .apiId(api)
                          .integrationId(integration)
                          .integrationResponseId(response)
                          .templateSelectionExpression("$request.body.a"));
      update.run();
      update.run();
      refused(
          () -> client.createIntegration(request -> request.apiId(api).integrationType("NONE")));
      refused(stranger::getApis);
      for (int i = 0; i < 2 * BURST; i++) {
        attempt(client::getApis);
      }
      redis.kill();
      refused(client::getApis);
    }
  }

  private static void refused(Runnable call) {
    assertThat(attempt(call)).isFalse();
  }

  private static boolean attempt(Runnable call) {
    try {
      call.run();
      return true;
    } catch (ApiGatewayV2Exception refused) {
      return false;
    }
  }

  private static ApiGatewayV2Client client(URI address, String secret) {
    return ApiGatewayV2Client.builder()
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASCRAPE", secret)))
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static void read(String scrape) {
    for (String line : scrape.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.find()) {
        Set<String> labels = SCRAPED.computeIfAbsent(sample.group(1), name -> new HashSet<>());
        String text = sample.group(2);
        labels.addAll(text == null ? Set.of() : labels(text));
      }
    }
  }

  private static Set<String> labels(String text) {
    return LABEL.matcher(text).results().map(label -> label.group(1)).collect(toSet());
  }

  private static List<String> queries() {
    Stream<String> alerts =
        Manifests.stream(
                Yaml.document(Path.of("k8s/components/monitoring/alerts.yaml")).at("/spec/groups"))
            .flatMap(group -> Manifests.stream(group.path("rules")))
            .map(rule -> rule.path("expr").asText());
    return Stream.concat(alerts, DashboardTest.queries().stream()).toList();
  }

  @Test
  void everyMetricThatIsNamedIsThere() {
    Set<String> named =
        queries().stream()
            .flatMap(query -> NAME.matcher(query).results())
            .map(name -> name.group())
            .collect(toSet());
    assertThat(named).hasSizeGreaterThan(20).isSubsetOf(SCRAPED.keySet());
  }

  @Test
  void everyLabelThatIsNamedIsOneOfItsMetric() {
    for (String query : queries()) {
      SELECTOR
          .matcher(query)
          .results()
          .forEach(found -> assertLabels(query, found.group(1), labels(found.group(2))));
      GROUPED
          .matcher(query)
          .results()
          .forEach(
              found -> assertLabels(query, found.group(2), Set.of(found.group(1).split(", "))));
    }
  }

  private static void assertLabels(String query, String metric, Set<String> labels) {
    Set<String> own = new HashSet<>(labels);
    own.removeAll(TARGET_LABELS);
    assertThat(SCRAPED.getOrDefault(metric, Set.of())).as(query).containsAll(own);
  }
}
