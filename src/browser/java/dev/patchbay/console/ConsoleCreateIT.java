package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reader without any other client makes an API, talks to it, and takes it apart. */
final class ConsoleCreateIT {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  @RegisterExtension private final Browser browser = new Browser(http.address());

  /** The API of the README's quick start has no route and no stage. */
  @Test
  void theApiOfTheQuickStartAnswersAfterItHasARouteAndAStage() {
    String integration = http.createIntegration(http.createApi());
    http.create(
        integration + "/integrationresponses",
        """
        {"integrationResponseKey": "/2\\\\d\\\\d/",
         "responseTemplates": {"application/json": "{\\"ok\\": true}"}}""");
    browser.open("");
    browser.see(".row", "chat");
    browser.screenshot("newcomer-1");
    browser.click("chat");
    browser.see(".state", "No routes yet");
    browser.screenshot("newcomer-2");
    browser.click("MOCK");
    browser.see("virtual-list", "/2\\d\\d/");
    browser.screenshot("newcomer-3");
    browser.click("/2\\d\\d/");
    browser.see(".frame", "");
    browser.template("application/json", "hello");
    browser.see(".frame", "hello");
    browser.screenshot("newcomer-4");
    browser.click("Save");
    browser.see(".notice", "Saved.");
    browser.click("Integration ");
    browser.see(".notice", "This one has none");
    browser.assertAccessible();
    browser.click("Let it answer status 200");
    browser.gone(".notice");
    browser.click("Create a route to it");
    browser.type("input[name=routeKey]", "join");
    browser.assertAccessible();
    browser.screenshot("newcomer-5");
    browser.click("Create");
    browser.click("Answer clients");
    browser.see("dd", "$default");
    browser.screenshot("newcomer-6");
    browser.click("chat");
    browser.click("Try it");
    browser.click("Create a stage");
    browser.see("h1", "New stage");
    browser.assertAccessible();
    browser.screenshot("newcomer-7");
    browser.click("Create");
    browser.click("Try it with a WebSocket");
    browser.click("Connect");
    browser.see(".log .connected", "execute-api");
    browser.click("Send");
    browser.see(".log .received", "");
    browser.screenshot("newcomer-8");
    browser.see(".log .received", "hello");
  }

  /** Each view leads to the next step of a reader that knows none of the words. */
  @Test
  void theStepsFromASavedTemplateToASocketAreOnTheScreen() {
    String integration = http.createIntegration(http.createApi());
    String response =
        http.create(
            integration + "/integrationresponses",
            """
            {"integrationResponseKey": "$default", "responseTemplates": {"$default": "old"}}""");
    browser.open(
        "#" + response.replace("/v2", "").replace("/integrationresponses/", "/responses/"));
    browser.see(".frame", "old");
    browser.template("$default", "new");
    browser.click("Save");
    browser.click("Try it with a WebSocket");
    browser.see(".notice li", "Create a stage");
    browser.assertAccessible();
    browser.screenshot("steps");
    browser.click("Let the mock integration answer");
    browser.click("Let it answer status 200");
    browser.gone(".notice");
    browser.driver().navigate().back();
    browser.click("Create a route");
    browser.type("input[name=routeKey]", "join");
    browser.find("select[name=target] option:checked[value^='integrations/']");
    browser.click("Create");
    browser.click("Answer clients");
    browser.click("Try it with a WebSocket");
    browser.click("Create a stage");
    browser.click("Create");
    browser.click("Try it with a WebSocket");
    browser.see("main", "meets the route join");
    browser.gone(".notice");
    browser.click("Connect");
    browser.see(".log .connected", "execute-api");
    browser.click("Send");
    browser.see(".log .received", "new");
    browser.see(".log .sent .way", "integration response $default");
  }

  @Test
  void anApiIsMadeInTheBrowserAlone() {
    browser.open("");
    browser.click("Create an API");
    browser.see("h1", "New API");
    browser.click("Create");
    browser.see("#refused-name", "Invalid API name specified");
    browser.type("input[name=name]", "made here");
    browser.assertAccessible();
    browser.click("Create");
    browser.see("h1", "made here");
    browser.click("an integration");
    browser.see("h1", "New integration");
    browser.click("Create");
    browser.see(".state", "None yet");
    browser.click("Create an integration response");
    browser.see("h1", "New integration response");
    browser.click("Create");
    browser.see("h1", "Integration response $default");
    browser.see(".candidates .selected", "$default");
    browser.click("Delete this integration response");
    browser.assertAccessible();
    browser.click("Yes, delete");
    browser.see(".state", "None yet");
    browser.see("h1", "Integration ");
    browser.click("Delete this integration");
    browser.click("Keep");
    browser.click("Delete this integration");
    browser.click("Yes, delete");
    browser.see(".state", "No routes yet");
    assertThat(http.get("/v2/apis").json().getJsonArray("items")).hasSize(1);
  }
}
