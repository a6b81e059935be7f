package dev.patchbay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.http.DomainMappings.MappedStage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which API a host and a path lead. */
final class HttpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, /execute-api/abc/prod/pets, abc, /prod/pets, abc.execute-api.eu-west-1.localhost",
    "localhost, /execute-api/abc, abc, /, abc.execute-api.eu-west-1.localhost",
    "localhost, /execute-api/abc/, abc, /, abc.execute-api.eu-west-1.localhost",
    "abc.execute-api.localhost, /, abc, /, abc.execute-api.localhost",
    "abc.execute-api.localhost, /a//b, abc, /a//b, abc.execute-api.localhost"
  })
  void aHostOrAPathNamesTheApi(
      String name, String path, String apiId, String rest, String domainName) {
    assertThat(HttpAddress.of(name, path, "eu-west-1"))
        .contains(new HttpAddress(apiId, Optional.empty(), "", rest, domainName));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, /",
    "localhost, /pets",
    "localhost, /execute-api/",
    "localhost, /execute-api/ABC/x",
    "abc.s3.us-east-1.amazonaws.com, /prod"
  })
  void anythingElseNamesNone(String name, String path) {
    assertThat(HttpAddress.of(name, path, "eu-west-1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/orders, orders, /v1/orders, /",
    "/v1/orders/1, orders, /v1/orders, /1",
    "/v1/ordersx, v1, /v1, /ordersx",
    "/v1, v1, /v1, /",
    "/v2, root, '', /v2",
    "/, root, '', /"
  })
  void theLongestKeyOfAMappingCounts(String path, String stage, String mapping, String rest) {
    Map<String, MappedStage> stages =
        Map.of(
            "", new MappedStage("abc", "root"),
            "v1", new MappedStage("abc", "v1"),
            "v1/orders", new MappedStage("abc", "orders"));
    assertThat(HttpAddress.mapped(stages, "api.example.com", path))
        .contains(new HttpAddress("abc", Optional.of(stage), mapping, rest, "api.example.com"));
  }

  @ParameterizedTest
  @CsvSource({"/", "/v2", "/v1x"})
  void aPathBelowNoKeyNamesNone(String path) {
    assertThat(
            HttpAddress.mapped(Map.of("v1", new MappedStage("abc", "v1")), "api.example.com", path))
        .isEmpty();
  }
}
