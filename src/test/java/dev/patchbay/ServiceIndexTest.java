package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answers at the root of the service, for programs and for browsers. */
class ServiceIndexTest {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  @Test
  void programsGetLinksThatLeadSomewhere() {
    Http http = PATCHBAY.http();
    Answer answer = http.get("/");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonObject links = answer.json().getJsonObject("links");
    assertThat(links.getString("changes")).isEqualTo("/patchbay/v1/apis/{apiId}/changes");
    assertThat(links.getString("evaluations"))
        .isEqualTo("/patchbay/v1/apis/{apiId}/integrations/{integrationId}/evaluations");
    assertThat(links.getString("connections"))
        .isEqualTo("/patchbay/v1/apis/{apiId}/stages/{stageName}/connections");
    assertThat(http.get(links.getString("openapi")).status()).isEqualTo(200);
    assertThat(http.get(links.getString("apis")).status()).isEqualTo(200);
    assertThat(links.getJsonArray("schemas"))
        .contains("/schemas/UpdateIntegrationResponseRequest.json")
        .allSatisfy(path -> assertThat(http.get(path.toString()).status()).isEqualTo(200));
  }

  @Test
  void browsersGetAPageWithoutScripts() {
    Answer page =
        PATCHBAY.http().send("GET", "/", null, "Accept", "text/html,application/xml;q=0.9,*/*");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Vary")).isEqualToIgnoringCase("accept");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.body()).doesNotContain("<script");
    assertThat(LINK.matcher(page.body()).results().map(link -> link.group(1)))
        .hasSizeGreaterThan(10)
        .allSatisfy(path -> assertThat(PATCHBAY.http().get(path).status()).isEqualTo(200));
  }

  @Test
  void onlyGetIsServedThere() {
    PATCHBAY.http().delete("/").assertError(404, "UnknownOperationException");
  }
}
