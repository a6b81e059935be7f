package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.config.ConfigException;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Open only where nobody else can reach it, or where that is meant. */
@ExtendWith(RedisServerExtension.class)
class SecureStartTest {

  @Test
  void withoutCredentialsItServesALoopbackAddressAndAnnouncesThat(RedisServer redis)
      throws Exception {
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of())) {
      assertThat(server.announcement().line()).contains("Credentials: any are accepted");
      assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
      assertThat(new Http(server.address()).get("/v2/apis").status()).isEqualTo(200);
      assertThat(new SignedHttp(server.address(), TestCaller.BOB).get("/v2/apis").status())
          .isEqualTo(200);
    }
  }

  @Test
  void onAnyOtherAddressItDoesNotStart(RedisServer redis) {
    assertThatThrownBy(
            () -> LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PATCHBAY_AUTH=off");
  }

  @Test
  void unlessAuthIsOff(RedisServer redis) throws Exception {
    Map<String, String> meant = Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0", "PATCHBAY_AUTH", "off");
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), meant)) {
      URI local = URI.create("http://127.0.0.1:" + server.address().getPort());
      assertThat(new Http(local).get("/v2/apis").status()).isEqualTo(200);
      assertThat(server.announcement().line()).contains("any are accepted");
    }
  }

  @Test
  void withCredentialsItServesSignedRequestsOnAnyAddress(RedisServer redis, @TempDir Path directory)
      throws Exception {
    Path file = TestCaller.write(directory.resolve("callers"), TestCaller.ALICE);
    Map<String, String> settings =
        Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0", "PATCHBAY_CREDENTIALS_FILE", file.toString());
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), settings)) {
      URI local = URI.create("http://127.0.0.1:" + server.address().getPort());
      new Http(local).get("/v2/apis").assertError(403, "MissingAuthenticationTokenException");
      assertThat(new SignedHttp(local, TestCaller.ALICE).get("/v2/apis").status()).isEqualTo(200);
      assertThat(server.announcement().line()).contains("signed requests of 1 caller.");
    }
  }

  @Test
  void aCredentialsFileThatIsMissingOrBrokenEndsTheStart(RedisServer redis, @TempDir Path directory)
      throws IOException {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> start(redis, missing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(missing.toString());

    Path broken =
        Files.writeString(
            directory.resolve("broken"), TestCaller.file(TestCaller.ALICE) + "patchbay_rol = x\n");
    assertThatThrownBy(() -> start(redis, broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("patchbay_")
        .hasMessageNotContaining("-Secret/");
  }

  @Test
  void aFileOfSeveralProfilesDoesNotSayWhichOneSigns(RedisServer redis, @TempDir Path directory)
      throws IOException {
    Path file = TestCaller.write(directory.resolve("aws"), TestCaller.ALICE, TestCaller.BOB);
    assertThatThrownBy(
            () ->
                LocalPatchbay.start(
                        redis.uri(), Map.of("PATCHBAY_AWS_CREDENTIALS_FILE", file.toString()))
                    .close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + " cannot be used: it has several profiles");
  }

  private static void start(RedisServer redis, Path credentials) throws Exception {
    LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_CREDENTIALS_FILE", credentials.toString()))
        .close();
  }
}
