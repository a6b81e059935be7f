package dev.patchbay;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The metrics of a scrape of the running service. */
final class MetricsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final Pattern TYPE = Pattern.compile("# TYPE (patchbay_\\w+) (\\w+)");

  private static final Pattern SAMPLE = Pattern.compile("(patchbay_\\w+)(?:\\{(.*)})? \\S+");

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private static final Pattern ROW =
      Pattern.compile("\\| `(patchbay_\\w+)` \\| (\\w+) \\| (.*?) ?\\| .+ \\|");

  private final Http http = PATCHBAY.http();
  private String integration = "";
  private String response = "";

  @BeforeEach
  void create() {
    integration = http.createIntegration(http.createApi());
    response =
        http.create(
            integration + "/integrationresponses", "{\"integrationResponseKey\":\"/200/\"}");
  }

  private static String scrape(String... headers) {
    return new Http(PATCHBAY.managementAddress()).send("GET", "/metrics", null, headers).body();
  }

  /** The value of one series; 0 where there is none. */
  private static double value(String series) {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /**
   * By how much a series grows meanwhile; the caller may have the answer a moment before it is
   * counted.
   */
  private static double growth(String series, Runnable work) {
    double before = value(series);
    work.run();
    double growth = 0;
    for (int look = 0; look < 20 && growth == 0; look++) {
      growth = value(series) - before;
    }
    return growth;
  }

  /** Type and names of labels, by name of the metric; without the maxima of histograms. */
  private static Map<String, String> scraped() {
    Map<String, String> types = new TreeMap<>();
    Map<String, TreeSet<String>> labels = new TreeMap<>();
    for (String line : scrape().lines().toList()) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
        labels.put(type.group(1), new TreeSet<>());
      }
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        String name = sample.group(1);
        String metric =
            types.containsKey(name) ? name : name.replaceFirst("_(bucket|count|sum)$", "");
        TreeSet<String> known = labels.getOrDefault(metric, new TreeSet<>());
        Matcher label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
        while (label.find()) {
          known.add(label.group(1));
        }
        known.remove("le");
      }
    }
    Map<String, String> metrics = new TreeMap<>();
    types.forEach(
        (name, type) -> {
          boolean maximum =
              name.endsWith("_max")
                  && types.getOrDefault(name.replaceFirst("_max$", ""), "").equals("histogram");
          if (!maximum) {
            metrics.put(name, type + " " + labels.get(name));
          }
        });
    return metrics;
  }

  private static Map<String, String> documented() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "operations.md"));
    String table =
        guide.substring(guide.indexOf("<!-- metrics -->"), guide.indexOf("<!-- /metrics -->"));
    Map<String, String> metrics = new TreeMap<>();
    for (String row : table.lines().skip(3).toList()) {
      Matcher cells = ROW.matcher(row);
      assertThat(cells.matches()).as(row).isTrue();
      TreeSet<String> labels =
          Stream.of(cells.group(3).replace("`", "").split(", "))
              .filter(label -> !label.isEmpty())
              .collect(toCollection(TreeSet::new));
      metrics.put(cells.group(1), cells.group(2) + " " + labels);
    }
    return metrics;
  }

  @Test
  void tableInTheGuideListsTheMetersOfAScrape() throws IOException {
    http.patch(response, "{}");
    assertThat(documented()).isNotEmpty().isEqualTo(scraped());
  }

  @Test
  void promtoolFindsNothingToSay() throws Exception {
    http.patch(response, "{}");
    http.get("/nowhere");
    String promtool =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(directory -> Path.of(directory, "promtool"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse("");
    assumeTrue(
        !promtool.isEmpty(), "promtool is not on the path: `promtool check metrics` not run");
    Process check =
        new ProcessBuilder(promtool, "check", "metrics").redirectErrorStream(true).start();
    check.getOutputStream().write(scrape().getBytes(StandardCharsets.UTF_8));
    check.getOutputStream().close();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor() + said).isEqualTo("0");
  }

  @Test
  void scrapeThatAcceptsOpenMetricsGetsIt() {
    Http management = new Http(PATCHBAY.managementAddress());
    Answer open =
        management.send(
            "GET",
            "/metrics",
            null,
            "Accept",
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2");
    assertThat(open.header("Content-Type"))
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(open.body()).contains("# TYPE patchbay_build info").endsWith("# EOF\n");
    Answer text = management.get("/metrics");
    assertThat(text.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(text.body()).doesNotContain("# EOF");
  }

  @Test
  void noLabelHoldsInputOfACaller() {
    String secret = "Zx9secretZx9";
    http.get("/" + secret);
    http.get("/v2/apis/" + secret);
    http.get("/v2/apis?nextToken=" + secret);
    http.send(secret, "/v2/apis", null);
    http.patch(response, "{\"" + secret + "\":1,\"responseTemplates\":{\"" + secret + "\":1}}");
    http.patch(response, "{\"contentHandlingStrategy\":\"" + secret + "\"}");
    http.patch(response, "{}", "If-Match", "\"" + secret + "\"", "Authorization", secret);
    http.patch(response, "{}", "Content-Type", secret);
    assertThat(scrape()).doesNotContainIgnoringCase(secret).doesNotContain(idOf(response));
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String requests(String operation, int status, String error) {
    return "patchbay_request_duration_seconds_count{error=\"%s\",operation=\"%s\",status=\"%d\"}"
        .formatted(error, operation, status);
  }

  @Test
  void requestsAreCountedByOperationStatusAndError() {
    String updated = requests("UpdateIntegrationResponse", 200, "none");
    assertThat(growth(updated, () -> http.patch(response, "{}"))).isEqualTo(1);
    String missing = requests("UpdateIntegrationResponse", 404, "NotFoundException");
    assertThat(growth(missing, () -> http.patch(response + "x", "{}"))).isEqualTo(1);
    String deleted = requests("DeleteIntegrationResponse", 204, "none");
    assertThat(growth(deleted, () -> http.send("DELETE", response, null))).isEqualTo(1);
    String unknown = requests("none", 404, "UnknownOperationException");
    assertThat(growth(unknown, () -> http.get("/nowhere"))).isEqualTo(1);
    String refused = requests("none", 405, "MethodNotAllowedException");
    assertThat(growth(refused, () -> http.send("PUT", response, "{}"))).isEqualTo(1);
    String document = requests("none", 200, "none");
    assertThat(growth(document, () -> http.get("/openapi.json"))).isEqualTo(1);
  }

  @Test
  void aRequestThatIsNotHttpIsCountedToo() {
    String malformed = requests("none", 400, "BadRequestException");
    assertThat(growth(malformed, () -> http.raw("GET / HTTP/1.1\r\nbad header\r\n\r\n")))
        .isEqualTo(1);
    assertThat(growth(malformed, () -> http.raw("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")))
        .isEqualTo(1);
    String unseen = requests("none", 404, "UnknownOperationException");
    assertThat(growth(unseen, () -> http.raw("GET * HTTP/1.1\r\nHost: a\r\n\r\n"))).isEqualTo(1);
  }

  @Test
  void anUpdateIsTwoRoundTripsAndOneWithoutEffectIsOne() {
    String trips = "patchbay_patch_round_trips_sum";
    String unchanged = "patchbay_unchanged_patches_total";
    String attempts = "patchbay_transaction_attempts_total";
    String change = "{\"templateSelectionExpression\":\"x\"}";
    assertThat(growth(trips, () -> http.patch(response, change))).isEqualTo(2);
    assertThat(growth(trips, () -> http.patch(response, change))).isEqualTo(1);
    assertThat(growth(unchanged, () -> http.patch(response, change))).isEqualTo(1);
    assertThat(
            growth(unchanged, () -> http.patch(response, "{\"responseTemplates\":{\"a\":\"\"}}")))
        .isZero();
    assertThat(growth(attempts, () -> http.patch(response, change))).isEqualTo(1);
    assertThat(growth(attempts, () -> http.get(response))).isZero();
  }

  private static String rejections(String source, String member) {
    return "patchbay_rejections_total{member=\"%s\",source=\"%s\"}".formatted(member, source);
  }

  @Test
  void refusalsAreCountedByTheMemberThatTheyAreAbout() {
    String wrongValue = rejections("schema", "contentHandlingStrategy");
    assertThat(
            growth(wrongValue, () -> http.patch(response, "{\"contentHandlingStrategy\":\"NO\"}")))
        .isEqualTo(1);
    String wrongType = rejections("schema", "responseTemplates");
    assertThat(growth(wrongType, () -> http.patch(response, "{\"responseTemplates\":{\"a\":1}}")))
        .isEqualTo(1);
    String missing = rejections("schema", "integrationResponseKey");
    assertThat(growth(missing, () -> http.post(integration + "/integrationresponses", "{}")))
        .isEqualTo(1);
    String taken = rejections("rule", "integrationResponseKey");
    assertThat(
            growth(
                taken,
                () ->
                    http.post(
                        integration + "/integrationresponses",
                        "{\"integrationResponseKey\":\"/200/\"}")))
        .isEqualTo(1);
    String ruled = rejections("rule", "integrationUri");
    assertThat(growth(ruled, () -> http.patch(integration, "{\"integrationUri\":\"http://a\"}")))
        .isEqualTo(1);
    String noJson = rejections("schema", "other");
    assertThat(growth(noJson, () -> http.patch(response, "{"))).isEqualTo(1);
    String none = rejections("schema", "");
    assertThat(scrape()).doesNotContain(none);
  }

  @Test
  void connectionsAreGivenBackAndTheEventLoopIsWatched() throws Exception {
    http.patch(response, "{}");
    eventually(
        "connections are given back", () -> value("patchbay_redis_pool_connections_in_use") == 0);
    assertThat(value("patchbay_redis_pool_waiters")).isZero();
    assertThat(value("patchbay_redis_command_seconds_count")).isPositive();
    assertThat(value("patchbay_redis_acquire_seconds_count")).isPositive();
    assertThat(value("patchbay_http_connections")).isPositive();
    // No timer runs early, so that a loop that is watched is late by some nanoseconds.
    eventually("a lag is measured", () -> value("patchbay_event_loop_lag_seconds") > 0);
  }

  @Test
  void countersWithoutEventsAreZero() {
    String scrape = scrape();
    assertThat(
            Stream.of(
                    "patchbay_redis_faults_total{fault=\"outcome_unknown\"}",
                    "patchbay_signatures_total{outcome=\"InvalidSignatureException\"}",
                    "patchbay_throttle_decisions_total{admitted=\"true\",decider=\"local_bucket\"}",
                    "patchbay_transactions_exhausted_total",
                    "patchbay_log_events_dropped_total",
                    "patchbay_redis_topology_changes_total",
                    "patchbay_embedded_redis_restarts_total")
                .filter(series -> !scrape.contains("\n" + series + " "))
                .collect(joining("\n")))
        .isEmpty();
  }
}
