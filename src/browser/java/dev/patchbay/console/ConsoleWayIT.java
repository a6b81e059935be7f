package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** A reader finds the way from the list of APIs to an integration response. */
final class ConsoleWayIT {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  @RegisterExtension private final Browser browser = new Browser(http.address());

  @Test
  void fromTheListOfApisToAnIntegrationResponse() {
    ChatApi.create(http);
    browser.open("");
    browser.see(".row", "chat");
    browser.assertAccessible();
    browser.click("chat");
    browser.see(".flow", "join");
    browser.see(".key", "/2\\d\\d/");
    browser.see(".flow", "MOCK");
    browser.assertAccessible();
    browser.screenshot("api");
    browser.find(".flow a.step + a.step, .flow a.step ~ a.step").click();
    browser.see("virtual-list", "$default");
    browser.assertAccessible();
    browser.click("/2\\d\\d/");
    browser.see("h1", "/2\\d\\d/");
  }

  @Test
  void anAddressLeadsToItsView() {
    ChatApi api = ChatApi.create(http);
    browser.open(api.view() + "/stages");
    browser.see("h2", "prod");
    browser.see("dd", "kitchen");
    browser.see(".trail a", "chat");
    browser.assertAccessible();
    browser.open("#/no/such/page/at/all");
    browser.see("main", "no such page");
  }

  @Test
  void aServiceWithoutApisSaysHowToCreateOne() {
    browser.open("");
    browser.see(".state", "aws apigatewayv2 create-api");
    browser.assertAccessible();
  }

  @Test
  void anApiThatIsNotThereIsSaidToBeMissing() {
    browser.open("#/apis/nosuchapi");
    browser.see(".notice.bad", "Not found.");
    browser.assertAccessible();
  }

  @Test
  void namesAreTextAndNeverMarkup() {
    http.create(
        "/v2/apis",
        new JsonObject()
            .put("name", "<img src=x onerror=\"document.title='taken'\"><script>1</script>")
            .put("protocolType", "WEBSOCKET")
            .put("routeSelectionExpression", "$request.body.action")
            .encode());
    browser.open("");
    browser.see(".row", "<img src=x");
    assertThat(browser.driver().findElements(By.cssSelector("main img, main script"))).isEmpty();
    assertThat(browser.driver().getTitle()).doesNotContain("taken");
  }
}
