package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An account and an API of the largest size are as quick as small ones: a view holds what is on the
 * screen. Each wait of {@link Browser} has a limit, which is the bound on time.
 */
final class ConsoleScaleIT {

  private static final int APIS = 10_000;

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY =
      PatchbayServerExtension.with("PATCHBAY_MAX_APIS", String.valueOf(APIS));

  private static final int ROUTES = 300;
  private static final int RESPONSES = 300;
  private static final int INTEGRATIONS = 5;

  /** A screen holds fewer than 20 rows of at most 15 elements, and twelve rows are spare. */
  private static final int ELEMENTS_MAX = 600;

  private final Http http = PATCHBAY.http();

  @RegisterExtension private final Browser browser = new Browser(http.address());

  private void assertFewElements() {
    assertThat(browser.count("document.querySelectorAll('*').length")).isLessThan(ELEMENTS_MAX);
  }

  private List<String> create(int count, String collection, String member, String others) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(
            i ->
                http.create(
                    collection,
                    new JsonObject(others).put(member, "%s-%05d".formatted(member, i)).encode()))
        .toList();
  }

  @Test
  void tenThousandApisAreReadAsTheReaderScrolls() {
    create(
        APIS,
        "/v2/apis",
        "name",
        """
        {"protocolType": "WEBSOCKET", "routeSelectionExpression": "$request.body.action"}""");
    browser.open("");
    browser.see("p", "100 shown, and more below");
    assertFewElements();
    browser.scrollToTheEnd(".scroll");
    browser.see("p", "600 shown, and more below");
    browser.find("li[aria-posinset='100']");
    assertFewElements();
    browser.type("input[type=search]", "name-09999");
    browser.see(".row", "name-09999");
    browser.seeExactly("p", "1 shown");
    browser.type("input[type=search]", "name-");
    browser.seeExactly("p", "10000 shown");
    browser.scrollToTheEnd(".scroll");
    browser.find("li[aria-posinset='10000']");
    assertFewElements();
  }

  @Test
  void anApiOfTheLargestSizeIsDrawnFromWhatIsOnTheScreen() {
    String api = http.createApi();
    List<String> integrations =
        IntStream.range(0, INTEGRATIONS).mapToObj(i -> http.createIntegration(api)).toList();
    integrations.forEach(
        integration ->
            create(
                RESPONSES,
                integration + "/integrationresponses",
                "integrationResponseKey",
                """
                {"responseTemplates": {"$default": "hello"}}"""));
    for (int i = 0; i < INTEGRATIONS; i++) {
      String target = integrations.get(i).substring(integrations.get(i).lastIndexOf('/') + 1);
      JsonObject members = new JsonObject().put("target", "integrations/" + target);
      for (int j = i; j < ROUTES; j += INTEGRATIONS) {
        http.create(api + "/routes", members.put("routeKey", "route-%03d".formatted(j)).encode());
      }
    }
    String view = "#/apis/" + api.substring(api.lastIndexOf('/') + 1);
    browser.open(view);
    browser.see("p", "300 routes");
    browser.see(".keys", "integrationResponseKey-");
    browser.see(".step small .key", "all …");
    assertFewElements();
    browser.type("input[type=search]", "route-299");
    browser.see("p", "1 route");
    browser.see(".flow", "route-299");
    String first = integrations.get(0);
    browser.open(view + "/integrations/" + first.substring(first.lastIndexOf('/') + 1));
    browser.see("p", "300 integration responses");
    assertFewElements();
    browser.type("input[type=search]", "Key-00299");
    browser.see("p", "1 integration response");
    browser.click("integrationResponseKey-00299");
    browser.see(".candidates .selected, .candidates", "integrationResponseKey-00299");
    browser.template("$default", "one of 300");
    browser.click("Save");
    browser.see(".notice", "Saved.");
  }
}
