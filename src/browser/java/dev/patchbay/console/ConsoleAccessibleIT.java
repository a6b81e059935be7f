package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The console is used with a keyboard, on phones and in both colour schemes. */
final class ConsoleAccessibleIT {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  @RegisterExtension private final Browser browser = new Browser(PATCHBAY.http().address());

  private Keyboard keyboard;
  private ChatApi api;

  @BeforeEach
  void open() {
    api = ChatApi.create(PATCHBAY.http());
    keyboard = browser.keyboard();
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,360", "dark,360"})
  void everyViewIsAccessible(String scheme, int width) {
    browser.prefer("prefers-color-scheme", scheme);
    browser.width(width);
    String view = api.view();
    look("", ".row", "chat");
    look(view, ".key", "/2\\d\\d/");
    look(view + "/stages", "h2", "prod");
    look(view + "/changes", "td", "CreateStage");
    look(view + "/try", "main", "meets the route join");
    look(api.routeView(), "h2", "Route responses");
    look(api.integrationView(), "virtual-list", "$default");
    look(api.responseView(), ".frame", "welcome to");
    browser.template("$default", "changed\n#if");
    browser.see(".review", "changed");
    browser.see(".template .refusal", "line 2");
    assertFits();
    look(view + "/new/stages", "h1", "New stage");
    look("#/rehearse", "main", "not in contract mode");
    look("#/apis/nosuchapi", ".notice.bad", "Not found.");
    look("#/no/such/page/at/all", "main", "no such page");
    browser.open(view);
    browser.see(".key", "/2\\d\\d/");
    browser.screenshot("api-%s-%d".formatted(scheme, width));
  }

  private void look(String view, String css, String text) {
    browser.open(view);
    browser.see(css, text);
    assertFits();
  }

  private void assertFits() {
    browser.assertAccessible();
    assertThat(browser.count("document.documentElement.scrollWidth - window.innerWidth"))
        .as(browser.driver().getCurrentUrl())
        .isNotPositive();
  }

  @Test
  void aTemplateIsFoundChangedSavedAndTriedWithTheKeyboardAlone() {
    browser.open("");
    browser.see(".row", "chat");
    for (String stop : List.of(".skip", ".brand", "input[type=search]", ".scroll", "a.row")) {
      keyboard.reach(stop);
    }
    keyboard.press(Keys.ENTER);
    browser.see(".key", "/2\\d\\d/");
    keyboard.reach(".trail a");
    keyboard.reach("a.step[href*='/routes/']");
    keyboard.reach("a.step[href*='/integrations/']");
    keyboard.reach(".key[href$='" + api.responseView() + "']");
    keyboard.press(Keys.ENTER);
    browser.see(".frame", "welcome to");
    browser.find(".CodeMirror");
    keyboard.reach(".CodeMirror textarea");
    keyboard.overtype("typed in $stageVariables.room");
    browser.see(".frame", "typed in kitchen");
    browser.see(".diff .added", "typed in");
    keyboard.reach("textarea[name=body]");
    keyboard.overtype("{\"name\": \"ann\"}");
    keyboard.reach(".buttons .primary");
    keyboard.press(Keys.ENTER);
    browser.see(".notice", "Saved.");
    assertThat(browser.count("document.activeElement.matches('.notice') ? 1 : 0")).isOne();
    keyboard.reach(".notice a");
    keyboard.press(Keys.ENTER);
    browser.see("main", "Not connected.");
    keyboard.reach("main .buttons button");
    keyboard.press(Keys.SPACE);
    browser.see(".log .connected", "execute-api");
    assertThat(browser.text()).contains("Disconnect");
    keyboard.reach("textarea[name=message]");
    keyboard.overtype("{\"action\": \"join\"}");
    browser.see("main", "meets the route join");
    keyboard.reach("form .primary");
    keyboard.press(Keys.ENTER);
    browser.see(".log .received", "typed in kitchen");
  }

  @Test
  void theFirstStopLeadsToTheContent() {
    browser.open(api.view());
    browser.see(".key", "/2\\d\\d/");
    keyboard.reach(".skip");
    keyboard.press(Keys.ENTER);
    keyboard.reach(".trail a");
  }
}
