package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.auth.CredentialsFile;
import dev.patchbay.auth.ReloadedFile;
import dev.patchbay.testkit.LogCapture;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CredentialsWatchTest {

  private static final String VALID =
      "[a]\naws_access_key_id = AKIDONE\naws_secret_access_key = s3cr3t\n";

  private final Vertx vertx = Vertx.vertx();
  private final LogCapture log = LogCapture.of(CredentialsWatch.class.getName());
  private final Path file;

  CredentialsWatchTest(@TempDir Path directory) {
    this.file = directory.resolve("credentials");
  }

  @BeforeEach
  void write() throws Exception {
    Files.writeString(file, VALID);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void eachFaultOfAFileIsLoggedOnce() throws Exception {
    CredentialsWatch watch =
        new CredentialsWatch(
            vertx, ReloadedFile.open(file, new CredentialsFile("000000000000")), "credentials");
    check(watch, VALID, VALID + "x", VALID + "x", VALID + "\nx", "", "", VALID, VALID + "x");
    assertThat(log.lines())
        .containsExactly(
            stay("line 4: neither a profile, a property nor a comment"),
            stay("line 5: neither a profile, a property nor a comment"),
            stay("there is no profile in it"),
            stay("line 4: neither a profile, a property nor a comment"));
  }

  @Test
  void aChangeIsLogged() throws Exception {
    CredentialsWatch watch =
        new CredentialsWatch(
            vertx, ReloadedFile.open(file, new CredentialsFile("000000000000")), "credentials");
    check(watch, VALID + VALID.replace("[a]", "[b]").replace("ONE", "TWO"));
    assertThat(log.lines())
        .containsExactly("INFO The credentials file %s has changed: 2 callers".formatted(file));
  }

  private void check(CredentialsWatch watch, String... contents) throws Exception {
    for (String content : contents) {
      Files.writeString(file, content);
      watch.check().await(60, TimeUnit.SECONDS);
    }
  }

  private String stay(String fault) {
    return "ERROR The credentials file %s has changed, the old credentials stay: %s"
        .formatted(file, fault);
  }
}
