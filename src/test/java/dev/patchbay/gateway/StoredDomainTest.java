package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A custom domain name of the control plane, on the service as users run it. */
final class StoredDomainTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static int connect(String path) throws IOException {
    try (RawWebSocket client = new RawWebSocket(PATCHBAY.gatewayAddress().getPort())) {
      client.request(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: chat.example.com\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Version: 13\r\n\r\n");
      return client.status();
    }
  }

  @Test
  void aMappingThatIsStoredNamesAStage() throws Exception {
    Http http = PATCHBAY.http();
    String api = http.createApi();
    String apiId = api.substring(api.lastIndexOf('/') + 1);
    http.create(api + "/stages", "{\"stageName\":\"prod\",\"autoDeploy\":true}");
    http.create(api + "/routes", "{\"routeKey\":\"$default\"}");
    assertThat(connect("/rooms")).isEqualTo(403);
    http.post(
        "/v2/domainnames",
        "{\"domainName\":\"chat.example.com\",\"domainNameConfigurations\":[{\"certificateArn\":"
            + "\"arn:aws:acm:us-east-1:000000000000:certificate/1\"}]}");
    http.create(
        "/v2/domainnames/chat.example.com/apimappings",
        "{\"apiId\":\"%s\",\"stage\":\"prod\",\"apiMappingKey\":\"rooms\"}".formatted(apiId));
    assertThat(connect("/rooms")).isEqualTo(101);
    assertThat(connect("/prod")).isEqualTo(403);
  }
}
