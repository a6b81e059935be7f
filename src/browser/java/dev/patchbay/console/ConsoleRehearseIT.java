package dev.patchbay.console;

import dev.patchbay.provider.ContractProvider;
import dev.patchbay.provider.ContractProvider.Options;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console of contract mode brings faults about, and says what to do in each. */
@ExtendWith(RedisServerExtension.class)
final class ConsoleRehearseIT {

  private ContractProvider provider;
  private Browser browser;

  @BeforeEach
  void start(RedisServer redis) throws Exception {
    redis.flushAll();
    provider =
        ContractProvider.start(
            Options.FREE_PORTS, Map.of("PATCHBAY_REDIS_URI", redis.uri().toString()));
    browser = new Browser(provider.url());
  }

  @AfterEach
  void stop() {
    browser.close();
    provider.close();
  }

  private void begin(String state) {
    browser.open("#/rehearse");
    browser.see("main", state);
    browser.clickIn("//li[contains(., '" + state + "')]", "Begin, with a new integration response");
    browser.see(".notice", "Now: " + state);
  }

  private void change() {
    browser.click("Open the integration response");
    browser.see(".frame", "");
    browser.type("input[name=templateSelectionExpression]", "$context.stage");
    browser.click("Save");
  }

  @Test
  void aSaveThatIsOvertakenIsMergedAndSavedAgain() {
    begin("the next write is overtaken by a concurrent modification");
    browser.assertAccessible();
    browser.screenshot("rehearse");
    change();
    browser.see(".notice", "Not saved yet. This was changed by someone.");
    browser.see(".diff", "$context.stage");
    browser.click("Save");
    browser.see(".notice", "Saved.");
  }

  @Test
  void aReadOnlyCallerIsTold() {
    begin("the caller is read-only");
    change();
    browser.see(".notice.bad", "These keys may only read.");
  }

  @Test
  void anUnreachableStoreIsToldAndEnds() {
    begin("the store is unavailable");
    browser.click("Open the integration response");
    browser.see(".notice.bad", "The service cannot do this at the moment.");
    browser.open("#/rehearse");
    browser.see("main", "Choose a fault");
  }
}
