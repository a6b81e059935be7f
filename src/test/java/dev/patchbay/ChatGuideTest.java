package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The chat of the guide of the gateway: its program runs, with the settings that stand there. */
@ExtendWith(RedisServerExtension.class)
final class ChatGuideTest {

  private static final Path GUIDE = Path.of("src", "site", "markdown", "gateway.md");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String LISTENING = "The chat listens on ";

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return found.group(1);
  }

  private static String block(String guide, String name) {
    return first(Pattern.compile("(?s)<!-- " + name + " -->\n```\\w+\n(.*?)```"), guide);
  }

  /** The value of an option of the AWS CLI. */
  private static String option(String settings, String name) {
    return first(Pattern.compile("--" + name + " (\\S+)"), settings).replace("'", "");
  }

  @Test
  void eachClientReceivesTheMessageOfOneOfThem(RedisServer redis, @TempDir Path directory)
      throws Exception {
    String guide = Files.readString(GUIDE);
    String settings = block(guide, "chat settings");
    Path program = Files.writeString(directory.resolve("Chat.java"), block(guide, "chat"));
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of())) {
      URI clients = server.gatewayAddress().orElseThrow();
      Http http = new Http(server.address());
      String api = api(http, settings);
      String stage =
          clients.resolve("/execute-api/" + api.replace("/v2/apis/", "") + "/prod").toString();
      Process chat =
          new ProcessBuilder(
                  JAVA.toString(), program.toString(), stage.replaceFirst("ws", "http"), "0")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader output = chat.inputReader(StandardCharsets.UTF_8)) {
        String line = output.readLine();
        assertThat(line).startsWith(LISTENING);
        deploy(http, api, settings, line.substring(LISTENING.length()));
        try (WebSocketClient ann = WebSocketClient.connect(URI.create(stage));
            WebSocketClient bob = WebSocketClient.connect(URI.create(stage))) {
          ann.send("hello");
          assertThat(ann.next()).isEqualTo("hello");
          assertThat(bob.next()).isEqualTo("hello");
        }
      } finally {
        chat.destroyForcibly().onExit().join();
      }
    }
  }

  private static String api(Http http, String settings) {
    return "/v2/apis/"
        + http.post(
                "/v2/apis",
                new JsonObject()
                    .put("name", option(settings, "name"))
                    .put("protocolType", option(settings, "protocol-type"))
                    .put("routeSelectionExpression", option(settings, "route-selection-expression"))
                    .encode())
            .json()
            .getString("apiId");
  }

  private static void deploy(Http http, String api, String settings, String port) {
    String[] parameter = option(settings, "request-parameters").split("=", 2);
    for (String route : first(Pattern.compile("for ROUTE in (.*);"), settings).split(" ", -1)) {
      String integration =
          http.post(
                  api + "/integrations",
                  new JsonObject()
                      .put("integrationType", option(settings, "integration-type"))
                      .put("integrationMethod", option(settings, "integration-method"))
                      .put(
                          "integrationUri",
                          option(settings, "integration-uri")
                              .replace("8100", port)
                              .replace("$ROUTE", route))
                      .put("requestParameters", new JsonObject().put(parameter[0], parameter[1]))
                      .encode())
              .json()
              .getString("integrationId");
      http.create(
          api + "/routes",
          new JsonObject()
              .put("routeKey", "$" + route)
              .put("target", "integrations/" + integration)
              .encode());
    }
    http.create(
        api + "/stages",
        new JsonObject().put("stageName", "prod").put("autoDeploy", true).encode());
  }
}
