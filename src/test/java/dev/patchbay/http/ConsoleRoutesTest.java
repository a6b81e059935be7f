package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.console.ConsoleFiles;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ConsoleRoutesTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  @RegisterExtension
  static final PatchbayServerExtension WITHOUT =
      PatchbayServerExtension.with("PATCHBAY_CONSOLE", "off");

  @Test
  void thePageAllowsFilesOfItsOriginAndSocketsOfTheGatewayOnly() {
    Answer page = PATCHBAY.http().get("/console/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self' ws://127.0.0.1:%d; base-uri 'none'; form-action 'none';"
                    .formatted(PATCHBAY.gatewayAddress().getPort())
                + " frame-ancestors 'none'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void everyFileIsServedAndSaysItsType() {
    ConsoleFiles.load()
        .forEach(
            (name, file) -> {
              Answer answer = PATCHBAY.http().get("/console/" + name);
              assertThat(answer.status()).as(name).isEqualTo(200);
              assertThat(answer.header("Content-Type")).as(name).isEqualTo(file.contentType());
              assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            });
  }

  @Test
  void aFileThatTheBrowserHasIsNotSentAgain() {
    Answer first = PATCHBAY.http().get("/console/app.js");
    Answer second =
        PATCHBAY.http().send("GET", "/console/app.js", null, "If-None-Match", first.etag());
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.etag()).isEqualTo(first.etag());
  }

  @Test
  void aBrowserThatReadsGzipGetsIt() {
    Answer answer =
        PATCHBAY.http().send("GET", "/console/app.js", null, "Accept-Encoding", "gzip, br");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.header("Vary")).isEqualToIgnoringCase("accept-encoding");
    assertThat(PATCHBAY.http().get("/console/app.js").header("Content-Encoding")).isNull();
  }

  @Test
  void thePathWithoutASlashLeadsToThePage() {
    Answer answer = PATCHBAY.http().get("/console");
    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("Location")).isEqualTo("/console/");
  }

  @Test
  void otherPathsAndMethodsAreRefused() {
    PATCHBAY.http().get("/console/files.txt").assertError(404, "UnknownOperationException");
    PATCHBAY.http().get("/console/lib/").assertError(404, "UnknownOperationException");
    PATCHBAY.http().delete("/console/").assertError(404, "UnknownOperationException");
  }

  @Test
  void theIndexOfTheServiceLeadsThere() {
    assertThat(PATCHBAY.http().get("/").json().getJsonObject("links").getString("console"))
        .isEqualTo("/console/");
    assertThat(PATCHBAY.http().send("GET", "/", null, "Accept", "text/html").body())
        .contains("<a href=\"/console/\">");
  }

  @Test
  void nothingOfItIsServedWhereItIsOff() {
    WITHOUT.http().get("/console/").assertError(404, "UnknownOperationException");
    WITHOUT.http().get("/console").assertError(404, "UnknownOperationException");
    assertThat(WITHOUT.http().get("/").json().getJsonObject("links").getString("console")).isNull();
  }
}
