package dev.patchbay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stage that a host and a path address; AWS has the form by host. */
final class GatewayAddressTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:8090, /execute-api/abc/prod",
    "localhost, /execute-api/abc/prod/",
    "[::1]:8090, /execute-api/abc/prod"
  })
  void aPathNamesApiAndStage(String host, String path) {
    assertThat(GatewayAddress.of(host, path, "eu-west-1"))
        .contains(new GatewayAddress("abc", "prod", "abc.execute-api.eu-west-1.localhost"));
  }

  @ParameterizedTest
  @CsvSource({
    "abc.execute-api.us-east-1.amazonaws.com, /prod, abc.execute-api.us-east-1.amazonaws.com",
    "abc.execute-api.us-east-1.amazonaws.com:443, /prod/, abc.execute-api.us-east-1.amazonaws.com",
    "abc.execute-api.localhost:8090, /prod, abc.execute-api.localhost"
  })
  void aHostNamesTheApi(String host, String path, String domainName) {
    assertThat(GatewayAddress.of(host, path, "eu-west-1"))
        .contains(new GatewayAddress("abc", "prod", domainName));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, /",
    "localhost, /prod",
    "localhost, /execute-api/abc",
    "localhost, /execute-api/abc/prod/x",
    "localhost, /execute-api/ABC/prod",
    "localhost, //execute-api/abc/prod",
    "localhost, /execute-api/abc/pr%6Fd",
    "abc.execute-api.us-east-1.amazonaws.com, /",
    "abc.execute-api.us-east-1.amazonaws.com, /prod/x",
    "abc.execute-api.us-east-1.amazonaws.com, /execute-api/abc/prod",
    "abc.s3.us-east-1.amazonaws.com, /prod",
    "null, /prod"
  })
  void anythingElseNamesNothing(String host, String path) {
    assertThat(GatewayAddress.of(host, path, "eu-west-1")).isEqualTo(Optional.empty());
  }
}
