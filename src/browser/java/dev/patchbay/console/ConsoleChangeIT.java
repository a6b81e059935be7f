package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/**
 * A reader changes an integration response, sees what it does before it is stored, and saves it.
 */
final class ConsoleChangeIT {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  @RegisterExtension private final Browser browser = new Browser(http.address());

  private ChatApi api;

  @BeforeEach
  void open() {
    api = ChatApi.create(http);
    browser.open(api.responseView());
    browser.see(".frame", "welcome to");
  }

  @Test
  void aTemplateIsPreviewedComparedAndSaved() {
    browser.template("$default", "hello $input.path('$.name')");
    browser.type("textarea[name=body]", "{\"name\": \"ann\"}");
    browser.see(".frame", "hello ann");
    browser.see(".candidates .selected", "/2\\d\\d/");
    browser.see(".diff .removed", ChatApi.WELCOME);
    browser.see(".diff .added", "hello $input.path");
    assertThat(api.template()).isEqualTo(ChatApi.WELCOME);
    browser.assertAccessible();
    browser.screenshot("response");
    browser.click("Save");
    browser.see(".notice", "Saved.");
    browser.gone(".review");
    assertThat(api.template()).isEqualTo("hello $input.path('$.name')");
  }

  @Test
  void aFaultOfATemplateIsShownAtItsLine() {
    browser.template("$default", "fine\n#if($x");
    browser.see(".template .refusal", "line 2");
    browser.find(".bad-line");
    browser.see(".result .notice", "TEMPLATE_SYNTAX");
    browser.assertAccessible();
  }

  @Test
  void aRefusalIsShownAtItsField() {
    browser.type("input[name=integrationResponseKey]", "/(/");
    browser.see(".result .notice", "Unclosed group");
    browser.click("Save");
    browser.see("#refused-integrationResponseKey", "the regular expression does not compile");
    browser.assertAccessible();
    browser.type("input[name=integrationResponseKey]", "$default");
    browser.click("Save");
    browser.see("#refused-integrationResponseKey", "already exists");
  }

  @Test
  void aChangeMadeElsewhereReachesTheOpenForm() {
    http.patch(api.response(), "{\"responseTemplates\": {\"$default\": \"from elsewhere\"}}");
    browser.see(".notice", "This was changed by someone");
    browser.see(".frame", "from elsewhere");
  }

  @Test
  void twoReadersWithOneResourceMergeWhatTheyChanged() {
    try (Browser other = new Browser(http.address())) {
      other.open(api.responseView()).see(".frame", "welcome to");
      other.template("$default", "theirs");
      browser.template("$default", "mine");
      browser.type("input[name=templateSelectionExpression]", "$context.stage");
      other.click("Save");
      other.see(".notice", "Saved.");
      browser.see(".merge", "theirs");
      browser.see(".merge", "welcome to");
      browser.assertAccessible();
      browser.screenshot("merge");
      browser.click("Keep mine");
      browser.gone(".merge");
      browser.click("Save");
      browser.see(".notice", "Saved.");
      assertThat(api.template()).isEqualTo("mine");
      other.see(".notice", "This was changed by someone");
      other.assertNoErrors();
    }
  }

  @Test
  void aLostNetworkLosesNothing() {
    browser.template("$default", "written offline");
    browser.see(".frame", "written offline");
    browser.offline(true);
    browser.click("Save");
    browser.see(".notice.bad", "The service cannot be reached");
    browser.see(".notice.bad", "Offline.");
    assertThat(api.template()).isEqualTo(ChatApi.WELCOME);
    browser.offline(false);
    browser.click("Try again");
    browser.see(".notice", "Saved.");
    assertThat(api.template()).isEqualTo("written offline");
    browser.forgetNetworkErrors();
  }

  @Test
  void aDraftStaysWhileAnotherViewIsOpen() {
    browser.template("$default", "half done");
    browser.see(".review", "half done");
    browser.click("Integration ");
    browser.see("h2", "Integration responses");
    browser.driver().navigate().back();
    browser.see(".review", "half done");
    browser.click("Discard");
    browser.gone(".review");
    browser.see(".frame", "welcome to");
  }

  @Test
  void aTemplateIsTextAndNeverMarkup() {
    browser.template(
        "$default", "<img src=x onerror=\"document.title='taken'\"><script>1</script>");
    browser.see(".frame", "<img src=x");
    assertThat(browser.driver().findElements(By.cssSelector("main img, main script"))).isEmpty();
    assertThat(browser.driver().getTitle()).doesNotContain("taken");
  }

  @Test
  void theLongestTemplateIsEditedAndSaved() {
    String longest = "line of a template\n".repeat(32_768 / 19);
    browser.template("$default", longest);
    browser.see(".review", "line of a template");
    browser.click("Save");
    browser.see(".notice", "Saved.");
    assertThat(api.template()).isEqualTo(longest);
  }

  @Test
  void aTemplateIsAddedAndRemoved() {
    browser.type("form.add input[placeholder='$default']", "other");
    browser.find("form.add input[placeholder='$default']").submit();
    browser.template("other", "another template");
    browser.see(".diff", "new");
    browser.click("Save");
    browser.see(".notice", "Saved.");
    assertThat(http.get(api.response()).body()).contains("another template");
    browser.find("button[aria-label='Remove other']").click();
    browser.see(".diff", "removed");
    browser.click("Save");
    browser.gone(".review");
    assertThat(http.get(api.response()).body()).doesNotContain("another template");
  }
}
