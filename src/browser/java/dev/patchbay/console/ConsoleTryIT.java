package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reader watches changes as they happen, and talks to the gateway. */
final class ConsoleTryIT {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  @RegisterExtension private final Browser browser = new Browser(http.address());

  private ChatApi api;

  @BeforeEach
  void open() {
    api = ChatApi.create(http);
  }

  @Test
  void aMessageIsAnsweredByTheTemplateThatWasSaved() {
    browser.open(api.responseView()).see(".frame", "welcome to kitchen");
    browser.template("$default", "you are in $stageVariables.room");
    browser.click("Save");
    browser.see(".notice", "Saved.");
    browser.open(api.view() + "/try");
    browser.click("Connect");
    browser.see(".log .connected", "execute-api");
    browser.see("main", "meets the route join");
    browser.click("Send");
    browser.see(".log .sent", "join");
    browser.see(".log .received", "you are in kitchen");
    browser.see(".log .received", "ms after sending");
    browser.see(".log .sent .way", "integration response /2\\d\\d/");
    browser.see(".log .sent .way", "template $default");
    browser.see(".log .sent", "in the gateway");
    browser.find(".way a[href='" + api.responseView() + "']");
    browser.assertAccessible();
    browser.screenshot("try");
    browser.click("Disconnect");
    browser.see(".log .closed", "with code 1000");
  }

  @Test
  void eachMessageHasItsOwnWay() {
    browser.open(api.view() + "/try");
    browser.click("Connect");
    browser.see(".log .connected", "execute-api");
    browser.type("textarea[name=message]", "{\"action\": \"leave\"}");
    browser.click("Send");
    browser.see(".log .sent:has(.refusal)", "leave");
    browser.see(".log .sent .refusal", "no route takes it");
    browser.type("textarea[name=message]", "{\"action\": \"join\"}");
    browser.click("Send");
    browser.see(".log .sent:has(.way a)", "template $default");
    assertThat(browser.count("document.querySelectorAll('.log .sent .way').length")).isEqualTo(2);
  }

  @Test
  void aStageThatServesNothingSaysWhyItRefuses() {
    http.create(api.path() + "/stages", "{\"stageName\": \"bare\"}");
    browser.open(api.view() + "/try/bare");
    browser.click("Connect");
    browser.see(".log .closed", "Does the stage have a deployment?");
    browser.forgetNetworkErrors();
  }

  @Test
  void changesAppearAsTheyAreMade() {
    browser.open(api.view() + "/changes");
    browser.see("main", "Live");
    browser.see("td", "CreateStage");
    http.patch(api.response(), "{\"templateSelectionExpression\": \"$context.stage\"}");
    browser.see("tr:first-child td", "UpdateIntegrationResponse");
    browser.see("tr:first-child td", "templateSelectionExpression");
    browser.assertAccessible();
    browser.screenshot("changes");
  }

  @Test
  void typingIsPreviewedWithinThreeTenthsOfASecond() {
    browser.open(api.responseView()).see(".frame", "welcome to kitchen");
    Object millis =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[0];
                const editor = document.querySelector('.CodeMirror').CodeMirror;
                const shown = () => document.querySelector('.frame').textContent;
                const times = [];
                const round = (i) => {
                  if (i === 5) {
                    done(times.sort((a, b) => a - b)[2]);
                    return;
                  }
                  const begun = performance.now();
                  editor.setValue('typed ' + i);
                  const look = () => {
                    if (shown() === 'typed ' + i) {
                      times.push(performance.now() - begun);
                      round(i + 1);
                    } else {
                      requestAnimationFrame(look);
                    }
                  };
                  look();
                };
                round(0);""");
    System.out.printf("typing to preview, median of five: %s ms%n", millis);
    assertThat(millis).isNotNull();
    browser.find(".review");
  }

  @Test
  void theFirstViewLoadsFewBytes() {
    browser.open("").see(".row", "chat");
    Object bytes =
        browser
            .driver()
            .executeScript(
                "return performance.getEntriesByType('resource').concat("
                    + "performance.getEntriesByType('navigation'))"
                    + ".reduce((sum, each) => sum + each.transferSize, 0)");
    Object millis =
        browser
            .driver()
            .executeScript(
                "return Math.max(...performance.getEntriesByType('resource').map((e) => e.responseEnd))");
    System.out.printf("first view: %s bytes, %s ms%n", bytes, millis);
    assertThat(((Number) bytes).intValue()).isBetween(1, 150 * 1024);
  }
}
