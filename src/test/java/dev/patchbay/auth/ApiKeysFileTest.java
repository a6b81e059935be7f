package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeysFileTest {
  private static final String MOBILE = "mobile-key-0123456789abcdef";
  private static final String PARTNER = "partner-key-0123456789abcde";
  private static final String FILE =
      """
      # keys of clients
      [mobile]
      api_key = %s
      api_stages = api1/prod, api1/test ; two stages
      [partner]
      api_key = %s
      api_stages = api2
      """
          .formatted(MOBILE, PARTNER);

  private static ApiKeys parse(String text) throws CredentialsFileException {
    return new ApiKeysFile().parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    MOBILE + ", api1, prod, mobile",
    MOBILE + ", api1, test, mobile",
    MOBILE + ", api1, other, ",
    MOBILE + ", api2, prod, ",
    PARTNER + ", api2, any, partner",
    PARTNER + ", api1, prod, ",
    PARTNER + "x, api2, any, ",
    "'', api2, any, "
  })
  void aKeyIsAcceptedAtItsStagesOnly(String key, String apiId, String stage, String name)
      throws Exception {
    assertThat(parse(FILE).nameOf(key, apiId, stage).orElse(null)).isEqualTo(name);
  }

  @Test
  void aKeyThatIsTooLongIsNotLookedUp() throws Exception {
    String longest = "k".repeat(ApiKeys.LENGTH_MAX);
    String file = "[a]\napi_key = %s\napi_stages = api1\n";
    assertThat(parse(file.formatted(longest)).nameOf(longest, "api1", "prod")).contains("a");
    assertThat(parse(file.formatted(longest)).nameOf(longest + "k", "api1", "prod")).isEmpty();
    assertRefused(file.formatted(longest + "k"), "api_key is longer than 128 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api_stages = api1/prod, api1/test|api_stages = api1,|line 4: api_stages must be",
        "api_stages = api1/prod, api1/test|api_stages = api1/a/b|line 4: api_stages must be",
        "api_stages = api2|# none|line 5: api_stages is missing",
        "api_stages = api2|api_stage = api2|line 7: no property has this name",
        "api_key = partner-key-|api_key = |line 6: api_key is shorter than 20 characters",
        "partner-key-0123456789abcde|mobile-key-0123456789abcdef|line 6: api_key is that of another",
        "[partner]|[mobile]|line 5: this profile stands twice",
        "api_stages = api2|api_key = other-key-0123456789abcdef|line 7: api_key stands twice",
      })
  void aFaultyFileIsRefusedWithItsLine(String part, String other, String message) {
    assertRefused(FILE.replace(part, other), message);
  }

  @Test
  void anEmptyFileIsRefused() {
    assertRefused("# none\n", "there is no profile in it");
  }

  @Test
  void noKeyIsInATextOfThem() throws Exception {
    ApiKeys keys = parse(FILE);
    assertThat(keys).hasToString("ApiKeys[2 API keys]");
    assertThat(new ApiKeysFile().sizeText(keys)).isEqualTo("2 API keys");
    assertThat(ApiKeys.NONE.nameOf(MOBILE, "api1", "prod")).isEmpty();
  }

  private static void assertRefused(String file, String message) {
    assertThatExceptionOfType(CredentialsFileException.class)
        .isThrownBy(() -> parse(file))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("0123456789"));
  }
}
