package dev.patchbay.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractLoaderTest {

  private static final List<String> COMMITTED =
      List.of(
          "aws-sdk-java-connections",
          "aws-sdk-java-integration-responses",
          "gateway-reader",
          "http-conditional-writer",
          "websocket-order-client");

  @TempDir private Path directory;

  private static List<String> consumers(Map<String, String> environment, Properties properties)
      throws IOException {
    return new ContractLoader(environment, properties)
        .load(ContractFile.PROVIDER).stream().map(pact -> pact.getConsumer().getName()).toList();
  }

  /** A contract of another consumer, with one exchange. */
  private static JsonObject contract(String consumer) throws IOException {
    JsonObject contract =
        new JsonObject(
            Files.readString(new ContractFile("gateway-reader").path()).replace("reading", "x"));
    JsonArray one = new JsonArray().add(contract.getJsonArray("interactions").getValue(0));
    return contract
        .put("consumer", new JsonObject().put("name", consumer))
        .put("interactions", one);
  }

  private String file(String consumer) throws IOException {
    Path file = directory.resolve(consumer + ".json");
    return Files.writeString(file, contract(consumer).encode()).toString();
  }

  @Test
  void theCommittedOnesComeWithoutSettings() throws IOException {
    assertThat(consumers(Map.of(), new Properties())).isEqualTo(COMMITTED);
  }

  @Test
  void filesAreNamedWithCommasOrAsPathsAre() throws IOException {
    String files = file("one") + ", " + file("two") + File.pathSeparator + file("three") + ",";

    assertThat(consumers(Map.of("PACT_FILES", files), new Properties()))
        .startsWith(COMMITTED.toArray(String[]::new))
        .endsWith("one", "two", "three")
        .hasSize(COMMITTED.size() + 3);
  }

  @Test
  void aBrokerIsAskedWhereThereIsOne() throws IOException {
    HttpServer broker =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://127.0.0.1:" + broker.getAddress().getPort();
    JsonObject pact = new JsonObject().put("href", address + "/pact").put("name", "far away");
    broker.createContext(
        "/", links("pb:latest-provider-pacts", new JsonObject().put("href", address + "/latest")));
    broker.createContext("/latest", links("pb:pacts", new JsonArray().add(pact)));
    broker.createContext("/pact", exchange -> answer(exchange, contract("far away")));
    broker.start();
    System.setProperty("pactbroker.url", address);
    try {
      assertThat(consumers(Map.of(), System.getProperties())).endsWith("far away");
    } finally {
      System.clearProperty("pactbroker.url");
      broker.stop(0);
    }
  }

  private static HttpHandler links(String name, Object link) {
    return exchange ->
        answer(exchange, new JsonObject().put("_links", new JsonObject().put(name, link)));
  }

  private static void answer(HttpExchange exchange, JsonObject body) throws IOException {
    byte[] bytes = body.encode().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/hal+json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
