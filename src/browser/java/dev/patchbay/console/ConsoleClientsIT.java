package dev.patchbay.console;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.WebSocketClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A reader lists the clients of a stage, sends to them and closes their connections. */
@ExtendWith(RedisServerExtension.class)
final class ConsoleClientsIT {

  private PatchbayServer server;
  private Browser browser;
  private ChatApi api;
  private WebSocketClient client;

  @BeforeEach
  void open(RedisServer redis) throws Exception {
    redis.flushAll();
    server = LocalPatchbay.start(redis.uri(), Map.of());
    api = ChatApi.create(new Http(server.address()));
    client = connect();
    browser = new Browser(server.address());
    browser.open(api.view() + "/try").click("List");
    browser.see("main", "1 client");
  }

  private WebSocketClient connect() {
    String path = api.path().replace("/v2/apis/", "/execute-api/") + "/prod";
    return WebSocketClient.connect(server.gatewayAddress().orElseThrow().resolve(path));
  }

  @AfterEach
  void close() {
    client.close();
    browser.assertNoErrors();
    browser.close();
    server.close();
  }

  @Test
  void aMessageReachesAnotherClient() throws Exception {
    browser.click("Send a message");
    assertThat(browser.count("document.activeElement.matches('[name=data]') ? 1 : 0")).isOne();
    browser.type("textarea[name=data]", "hello <b>you</b>");
    browser.assertAccessible();
    browser.screenshot("clients");
    browser.click("Send to this client");
    browser.see("clients-panel [role=status]", "Sent to");
    assertThat(client.next()).isEqualTo("hello <b>you</b>");
    browser.gone("textarea[name=data]");
  }

  @Test
  void theWaysOfTheMessagesOfAClientAreShownWithoutTheirTexts() throws Exception {
    browser.click("Show its messages");
    browser.see("clients-panel", "without their texts: 0 messages.");
    client.send("{\"action\": \"join\", \"secret\": \"hidden\"}");
    assertThat(client.next()).isEqualTo("welcome to kitchen");
    browser.click("Read its messages again");
    browser.see(".recorded .way", "integration response /2\\d\\d/");
    assertThat(browser.text()).doesNotContain("hidden").doesNotContain("welcome to kitchen");
    browser.assertAccessible();
    browser.click("Connect");
    browser.see(".log .connected", "execute-api");
    browser.click("List again");
    browser.see(".clients strong", "this page");
  }

  @Test
  void aConnectionIsClosedAfterASecondThought() {
    try (WebSocketClient other = connect()) {
      browser.click("List again");
      browser.see("main", "2 clients");
      browser.click("Close this connection");
      browser.see("delete-button", "Close this connection for good?");
      browser.click("Keep");
      browser.gone("delete-button .buttons");
      assertThat(client.isOpen() && other.isOpen()).isTrue();
      browser.click("Close this connection");
      browser.assertAccessible();
      browser.click("Yes, close");
      browser.see("main", "1 client");
      browser.seeExactly("delete-button", "Close this connection");
      assertThat(client.isOpen()).isNotEqualTo(other.isOpen());
    }
  }

  @Test
  void aClientThatHasGoneIsSaidToBeGone() throws Exception {
    client.close();
    String listed = api.path().replace("/v2/", "/patchbay/v1/") + "/stages/prod/connections";
    Http http = new Http(server.address());
    eventually("none is left", () -> http.get(listed).json().getJsonArray("items").isEmpty());
    browser.click("Close this connection");
    browser.click("Yes, close");
    browser.see(".notice.bad", "Gone. The connection has ended.");
  }

  @Test
  void thePanelFitsAPhone() {
    browser.width(360);
    browser.click("Send a message");
    browser.find("textarea[name=data]");
    browser.assertAccessible();
    assertThat(browser.count("document.documentElement.scrollWidth - window.innerWidth"))
        .isNotPositive();
  }
}
