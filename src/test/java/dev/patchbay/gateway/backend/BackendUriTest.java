package dev.patchbay.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.gateway.execution.IntegrationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of backends, in the forms of AWS (Stage variables for WebSocket APIs). */
final class BackendUriTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.example,false,a.example,80,/",
    "https://a.example,true,a.example,443,/",
    "HTTPS://A.example:8443/p/q?r=s#t,true,A.example,8443,/p/q?r=s",
    "http://[::1]:81?x,false,::1,81,/?x",
    "http://my_service:8080/a b,false,my_service,8080,/a%20b"
  })
  void aUriIsReadInItsParts(String uri, boolean isTls, String host, int port, String target) {
    assertThat(BackendUri.of(uri, Map.of())).isEqualTo(new BackendUri(isTls, host, port, target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.example",
        "ftp://a.example",
        "http://",
        "http://user@a.example/",
        "http://a.example:0/",
        "http://a.example:65536/",
        "http://a.example@169.254.169.254/",
        "http://[fe80::1%25eth0]/",
        "http://a.example\r\nHost: b/",
        "http://a\u0300.example/"
      })
  void anotherTextIsNoAddress(String uri) {
    assertThatThrownBy(() -> BackendUri.of(uri, Map.of())).isInstanceOf(IntegrationException.class);
  }

  @Test
  void stageVariablesStandAnywhereAndValuesOfTheClientAreEncoded() {
    String uri =
        BackendUri.expand(
            "${stageVariables.scheme}://${stageVariables.host}/${stageVariables.p}/{id}?v={none}",
            Map.of("scheme", "https", "host", "b.example:444", "p", "a/b"),
            Map.of("id", "../x?y=1#\u00e9"));
    assertThat(uri).isEqualTo("https://b.example:444/a/b/..%2Fx%3Fy%3D1%23%C3%A9?v=");
  }

  @Test
  void parametersOfTheQueryAreAdded() {
    assertThat(BackendUri.of("http://a/p?x=1", Map.of("k&", "v =\r\n")).target())
        .isEqualTo("/p?x=1&k%26=v%20%3D%0D%0A");
    assertThat(BackendUri.of("http://a", Map.of("k", "v")).target()).isEqualTo("/?k=v");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aValueOfTheClientLeadsToNoOtherPath(String value) {
    assertThatThrownBy(() -> BackendUri.expand("http://a/b/{id}/c", Map.of(), Map.of("id", value)))
        .isInstanceOf(IntegrationException.class);
  }
}
