package dev.patchbay.admission;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.server.ServiceTiming;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.LogCapture;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Secret that is rotated while the service runs, mounted as Kubernetes does it: the file is a
 * link to {@code ..data/callers}, {@code ..data} a link to a directory, and that link is swapped.
 */
@ExtendWith(RedisServerExtension.class)
class CredentialsReloadTest {

  /** Looks at the files all the time. */
  static final ServiceTiming AT_ONCE =
      new ServiceTiming(ServiceTiming.REAL.nanoClock(), 20, ServiceTiming.REAL.drainDelay());

  @TempDir private Path mount;
  private int swaps;

  @Test
  void aNewFileIsUsedAndAnInvalidOneIsNot(RedisServer redis) throws Exception {
    redis.flushAll();
    swap(TestCaller.file(TestCaller.ALICE, TestCaller.SESSION));
    Path file = Files.createSymbolicLink(mount.resolve("callers"), Path.of("..data", "callers"));
    try (LogCapture log = LogCapture.of("dev.patchbay");
        PatchbayServer server =
            LocalPatchbay.start(
                redis.uri(), Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString()), AT_ONCE)) {
      SignedHttp alice = new SignedHttp(server.address(), TestCaller.ALICE);
      SignedHttp bob = new SignedHttp(server.address(), TestCaller.BOB);
      assertThat(alice.get("/v2/apis").status()).isEqualTo(200);
      bob.get("/v2/apis").assertError(403, "UnrecognizedClientException");

      swap(TestCaller.file(TestCaller.BOB));
      await(() -> bob.get("/v2/apis").status() == 200);
      alice.get("/v2/apis").assertError(403, "UnrecognizedClientException");
      assertThat(log.lines()).anyMatch(line -> line.contains("has changed: 1 caller"));

      swap(TestCaller.file(TestCaller.ALICE) + "patchbay_role = king\n");
      await(() -> said(log, "the old credentials stay", "patchbay_role"));
      assertThat(bob.get("/v2/apis").status()).isEqualTo(200);
      alice.get("/v2/apis").assertError(403, "UnrecognizedClientException");

      Files.delete(mount.resolve("..data"));
      await(() -> said(log, "the old credentials stay", "NoSuchFile"));
      assertThat(bob.get("/v2/apis").status()).isEqualTo(200);

      swap(TestCaller.file(TestCaller.ALICE));
      await(() -> alice.get("/v2/apis").status() == 200);
      bob.get("/v2/apis").assertError(403, "UnrecognizedClientException");
      assertThat(log.lines()).noneMatch(CredentialsReloadTest::isSecret);
      assertThat(log.lines().stream().filter(line -> line.contains("stay")).toList()).hasSize(2);
    }
  }

  /** No secret, token or signature in any line of the whole process while calls come and fail. */
  @Test
  void noSecretIsLoggedOrAnswered(RedisServer redis) throws Exception {
    Path file = TestCaller.write(mount.resolve("plain"), TestCaller.ALICE, TestCaller.SESSION);
    try (LogCapture log = LogCapture.of("dev.patchbay");
        LogCapture vertx = LogCapture.of("io.vertx");
        PatchbayServer server =
            LocalPatchbay.start(
                redis.uri(), Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString()), AT_ONCE)) {
      for (TestCaller caller :
          List.of(
              TestCaller.ALICE,
              TestCaller.SESSION,
              TestCaller.ALICE.withSecret("wrong"),
              TestCaller.SESSION.withToken("another"),
              TestCaller.BOB)) {
        SignedHttp http = new SignedHttp(server.address(), caller);
        for (String path : List.of("/v2/apis", "/v2/apis/none", "/nothing", "/v2/apis/%0a")) {
          assertThat(isSecret(http.get(path).toString())).isFalse();
        }
        assertThat(isSecret(http.send("POST", "/v2/apis", "{").toString())).isFalse();
      }
      assertThat(server.announcement().line()).contains("signed requests of 2 callers");
      assertThat(isSecret(server.announcement().line())).isFalse();
      assertThat(log.lines()).noneMatch(CredentialsReloadTest::isSecret);
      assertThat(vertx.lines()).noneMatch(CredentialsReloadTest::isSecret);
    }
  }

  private static boolean said(LogCapture log, String... words) {
    return log.lines().stream().anyMatch(line -> List.of(words).stream().allMatch(line::contains));
  }

  private static boolean isSecret(String text) {
    return text.contains("-Secret/") || text.contains("-Token/") || text.contains("Signature=");
  }

  /** A new directory, and then one rename that puts all its files in place. */
  private void swap(String content) throws IOException {
    Path directory = Files.createDirectory(mount.resolve("..version-" + ++swaps));
    Files.writeString(directory.resolve("callers"), content);
    Path link = Files.createSymbolicLink(mount.resolve("..data_tmp"), directory.getFileName());
    Files.move(link, mount.resolve("..data"), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  static void await(Callable<Boolean> condition) throws Exception {
    eventually("it is reloaded", condition);
  }
}
