package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCaller;
import dev.patchbay.testkit.WebSocketClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The clients of a stage of a service that wants signed requests. */
@ExtendWith(RedisServerExtension.class)
final class ConsoleSignedClientsIT {

  private static final String ACCOUNT = "111111111111";

  private PatchbayServer server;
  private Browser browser;
  private ChatApi api;
  private WebSocketClient client;

  @BeforeEach
  void start(RedisServer redis, @TempDir Path folder) throws Exception {
    redis.flushAll();
    Path callers = TestCaller.write(folder.resolve("callers"), TestCaller.ALICE, TestCaller.READER);
    try (PatchbayServer open =
        LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_ACCOUNT_ID", ACCOUNT))) {
      api = ChatApi.create(new Http(open.address()));
    }
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_ACCOUNT_ID", ACCOUNT, "PATCHBAY_CREDENTIALS_FILE", callers.toString()));
    String path = api.path().replace("/v2/apis/", "/execute-api/") + "/prod";
    client = WebSocketClient.connect(server.gatewayAddress().orElseThrow().resolve(path));
    browser = new Browser(server.address());
  }

  @AfterEach
  void stop() {
    client.close();
    browser.close();
    server.close();
  }

  private void signIn(TestCaller caller) {
    browser.open(api.view() + "/try");
    browser.type("input[name=accessKeyId]", caller.keyId());
    browser.type("input[name=secretAccessKey]", caller.secret());
    browser.find("form button.primary").click();
    browser.see("main", "Not connected.");
  }

  private void seeTheWayOfAMessage() {
    browser.click("Connect");
    browser.see(".log .connected", "execute-api");
    browser.click("Send");
    browser.see(".log .sent .way", "template $default");
  }

  @Test
  void aSignedReaderSendsAndSeesTheWayOfAMessage() throws Exception {
    signIn(TestCaller.ALICE);
    browser.click("List");
    browser.click("Send a message");
    browser.type("textarea[name=data]", "signed");
    browser.click("Send to this client");
    browser.see("clients-panel [role=status]", "Sent to");
    assertThat(client.next()).isEqualTo("signed");
    seeTheWayOfAMessage();
    browser.click("List again");
    browser.see("main", "2 clients");
  }

  @Test
  void aReadOnlyCallerSeesWaysAndClosesNothing() {
    signIn(TestCaller.READER);
    browser.click("List");
    browser.click("Close this connection");
    browser.click("Yes, close");
    browser.see(".notice.bad", "These keys may only read.");
    seeTheWayOfAMessage();
    assertThat(client.isOpen()).isTrue();
  }
}
