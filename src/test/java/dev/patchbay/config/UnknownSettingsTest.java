package dev.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnknownSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "PATCHBAY_TEMPLATE_PATHC, PATCHBAY_TEMPLATE_PATCH",
    "PATCHBAY_HTPP_PORT,      PATCHBAY_HTTP_PORT",
    "PATCHBAY_PORT,           PATCHBAY_HTTP_PORT",
    "patchbay_data_dir,       PATCHBAY_DATA_DIR",
    "PATCHBAY_REDIS_URL,      PATCHBAY_REDIS_URI",
  })
  void aMisspeltSettingIsNamedWithTheNearestOne(String wrong, String right) {
    assertThat(UnknownSettings.describe(Map.of(wrong, "a-secret")))
        .containsExactly(wrong + " is not a setting and is ignored: is " + right + " meant?");
  }

  @Test
  void anUnknownNameThatResemblesNoneIsNamedAlone() {
    assertThat(UnknownSettings.describe(Map.of("PATCHBAY_FAVOURITE_COLOUR_OF_ALL", "red")))
        .containsExactly(
            "PATCHBAY_FAVOURITE_COLOUR_OF_ALL is not a setting and is ignored: the guide to"
                + " configuration lists the settings");
  }

  @ParameterizedTest
  @CsvSource({
    "PATCHBAY_SERVICE_HOST,                   10.0.0.1",
    "PATCHBAY_SERVICE_PORT,                   8080",
    "PATCHBAY_SERVICE_PORT_HTTP,              8080",
    "PATCHBAY_PORT,                           tcp://10.0.0.1:8080",
    "PATCHBAY_PORT_8080_TCP,                  tcp://10.0.0.1:8080",
    "PATCHBAY_PORT_8080_TCP_PROTO,            tcp",
    "PATCHBAY_PORT_8080_TCP_PORT,             8080",
    "PATCHBAY_PORT_8080_TCP_ADDR,             10.0.0.1",
    "PATCHBAY_METRICS_SERVICE_HOST,           10.0.0.1",
    "PATCHBAY_METRICS_PORT,                   tcp://10.0.0.1:9090",
    "PATCHBAY_METRICS_PORT_9090_TCP_ADDR,     10.0.0.1",
    "OTHER_TEMPLATE_PATHC,                    1",
  })
  void variablesOfAKubernetesServiceAreIgnored(String name, String value) {
    assertThat(UnknownSettings.describe(Map.of(name, value))).isEmpty();
  }

  @Test
  void noSettingIsUnknown() {
    Map<String, String> all =
        Settings.ALL.stream().collect(Collectors.toMap(Setting::name, setting -> "1"));
    assertThat(UnknownSettings.describe(all)).isEmpty();
  }
}
