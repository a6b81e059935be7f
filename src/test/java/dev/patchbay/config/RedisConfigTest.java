package dev.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of Redis that must agree with each other, and secrets that come from files. */
final class RedisConfigTest {

  private static final String SECRET = "do-not-show";

  @TempDir
  @SuppressWarnings("NullAway.Init") // By JUnit.
  Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MODE=cluster                                           | MODE needs PATCHBAY_REDIS_URI
          URI=redis://a:1;URI2=redis://b:1                       | has several addresses
          MODE=sentinel;URI=redis://a:1                          | MASTER_NAME need each other
          URI=redis://a:1;MASTER_NAME=m                          | MASTER_NAME need each other
          MODE=cluster;URI=redis://:do-not-show@a:1              | URI has a password
          URI=redis://:do-not-show@a:1;PASSWORD=do-not-show      | URI has a password
          URI=redis://a:1;USER=u                                 | USER needs PATCHBAY_REDIS_PASSWORD
          PASSWORD=do-not-show                                   | PASSWORD needs PATCHBAY_REDIS_URI
          URI=redis://a:1;SENTINEL_PASSWORD=do-not-show          | SENTINEL_PASSWORD needs PATCHBAY_REDIS_MODE sentinel
          URI=redis://a:1;TLS_CA_FILE=/ca.pem                    | TLS_CA_FILE needs a rediss://
          """)
  void contradictionsAreNamed(String settings, String message) {
    Map<String, String> environment = new HashMap<>();
    for (String setting : settings.split(";", -1)) {
      String[] parts = setting.split("=", 2);
      environment.merge(
          "PATCHBAY_REDIS_" + parts[0].replace("2", ""), parts[1], (one, two) -> one + "," + two);
    }
    assertThatThrownBy(() -> ServiceConfig.from(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://a:1,",
        "redis://a:1,redis://:do-not-show@b:1",
        "redis://a:1,rediss://b:1",
        "redis://a:1 redis://b:1",
      })
  void aBadListOfAddressesIsNotShown(String uris) {
    Map<String, String> environment =
        Map.of("PATCHBAY_REDIS_MODE", "cluster", "PATCHBAY_REDIS_URI", uris);
    assertThatThrownBy(() -> ServiceConfig.from(environment))
        .hasMessageContaining("PATCHBAY_REDIS_URI is (not shown)");
  }

  @Test
  void secretsComeFromFiles() throws IOException {
    Map<String, String> environment =
        Map.of(
            "PATCHBAY_REDIS_MODE", "cluster",
            "PATCHBAY_REDIS_URI_FILE", file("uri", "redis://a:1, redis://b:2\n"),
            "PATCHBAY_REDIS_PASSWORD_FILE", file("password", "  " + SECRET + "\r\n"));
    RedisConfig redis = ServiceConfig.from(environment).redis();
    assertThat(redis.address()).isEqualTo("a:1,b:2");
    assertThat(redis.login().password()).contains(SECRET);
    assertThat(ServiceConfig.from(environment).toString()).doesNotContain(SECRET);
  }

  @Test
  void aSecretAndItsFileExcludeEachOther() throws IOException {
    Map<String, String> both =
        Map.of(
            "PATCHBAY_REDIS_URI",
            "redis://a:1",
            "PATCHBAY_REDIS_PASSWORD",
            SECRET,
            "PATCHBAY_REDIS_PASSWORD_FILE",
            file("password", SECRET));
    assertThatThrownBy(() -> ServiceConfig.from(both))
        .hasMessageContaining(
            "PATCHBAY_REDIS_PASSWORD and PATCHBAY_REDIS_PASSWORD_FILE are both set")
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void allBlankFilesAreNamed() throws IOException {
    Map<String, String> environment =
        Map.of(
            "PATCHBAY_REDIS_URI_FILE", directory.resolve("absent").toString(),
            "PATCHBAY_REDIS_PASSWORD_FILE", file("blank", " \n"));
    assertThatThrownBy(() -> ServiceConfig.from(environment))
        .hasMessageContaining("absent, which cannot be read")
        .hasMessageContaining("blank, which is blank");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
