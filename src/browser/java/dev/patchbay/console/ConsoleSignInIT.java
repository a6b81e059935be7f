package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCaller;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** The console of a service that wants signed requests. */
@ExtendWith(RedisServerExtension.class)
final class ConsoleSignInIT {

  /** Of the account of Alice; below what a reader who types can reach. */
  private static final TestCaller SLOW =
      TestCaller.inAccount(
          "AKIASLOW000000000001",
          "slow-Secret/With+Signs=5",
          "333333333333",
          "patchbay_throttle_rate = 1\npatchbay_throttle_burst = 3\n");

  private PatchbayServer server;
  private Browser browser;
  private String view;

  @BeforeEach
  void start(RedisServer redis, @TempDir Path folder) throws Exception {
    redis.flushAll();
    Path file =
        TestCaller.write(folder.resolve("callers"), TestCaller.ALICE, TestCaller.READER, SLOW);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString(), "PATCHBAY_THROTTLE_RATE", "0"));
    try (ApiGatewayV2Client client = TestCaller.ALICE.sdk(server.address()).build()) {
      String api =
          client
              .createApi(
                  request ->
                      request
                          .name("signed chat")
                          .protocolType(ProtocolType.WEBSOCKET)
                          .routeSelectionExpression("$request.body.action"))
              .apiId();
      String integration =
          client
              .createIntegration(
                  request -> request.apiId(api).integrationType(IntegrationType.MOCK))
              .integrationId();
      String response =
          client
              .createIntegrationResponse(
                  request ->
                      request
                          .apiId(api)
                          .integrationId(integration)
                          .integrationResponseKey("$default")
                          .responseTemplates(Map.of("$default", "signed")))
              .integrationResponseId();
      view = "#/apis/%s/integrations/%s/responses/%s".formatted(api, integration, response);
    }
    browser = new Browser(server.address());
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  private void signIn(TestCaller caller) {
    browser.type("input[name=accessKeyId]", caller.keyId());
    browser.type("input[name=secretAccessKey]", caller.secret());
    browser.find("form button.primary").click();
  }

  @Test
  void aSignedReaderChangesATemplate() {
    browser.open(view);
    browser.see("h1", "Sign in");
    browser.assertAccessible();
    browser.screenshot("sign-in");
    signIn(TestCaller.ALICE.withSecret("wrong"));
    browser.see(".notice.bad", "signature");
    signIn(TestCaller.ALICE);
    browser.see(".frame", "signed");
    browser.template("$default", "changed by a signature");
    browser.see(".frame", "changed by a signature");
    browser.click("Save");
    browser.see(".notice", "Saved.");
    browser.assertNoErrors();
  }

  @Test
  void keysAreForgottenByAReload() {
    browser.open("");
    signIn(TestCaller.ALICE);
    browser.see(".row", "signed chat");
    assertThat(browser.driver().executeScript("return localStorage.length + sessionStorage.length"))
        .isEqualTo(0L);
    browser.driver().navigate().refresh();
    browser.see("h1", "Sign in");
  }

  @Test
  void aReadOnlyCallerIsToldThatItMayOnlyRead() {
    browser.open(view);
    signIn(TestCaller.READER);
    browser.see(".frame", "signed");
    browser.template("$default", "not allowed");
    browser.click("Save");
    browser.see(".notice.bad", "These keys may only read.");
  }

  @Test
  void aThrottledReaderIsToldWhenToTryAgain() {
    browser.open("");
    signIn(SLOW);
    browser.see(".state", "No APIs yet");
    for (int i = 0; i < 6; i++) {
      browser.driver().executeScript("location.hash = arguments[0]", "#/apis/nosuchapi" + i);
      browser.see(".notice.bad", ".");
    }
    browser.see(".notice.bad", "Try again in 1 second");
  }
}
