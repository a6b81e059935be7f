package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "v2/apis",
        "http://patchbay.example/v2/apis",
        "//",
        "//v2/apis",
        "/v2//apis",
        "/v2/apis//",
        "/.",
        "/..",
        "/./v2",
        "/v2/.",
        "/v2/./apis",
        "/v2/apis/..",
        "/v2/apis/../apis",
        "/v2/apis/../../etc",
        "/v2/apis/%2e",
        "/v2/apis/%2E%2E/apis",
        "/v2/apis/.%2e",
        "/v2/apis/%2e./apis",
        "/v2/apis/..?a=1",
        "/v2/apis/%",
        "/v2/apis/%2",
        "/v2/apis/%zz",
        "/v2/apis/%2g",
        "/v2/apis/%+1",
        "/v2/apis?a=%",
        "/v2/apis?a=%1",
        "/v2/apis?%xx=1",
        "/v2/apis#fragment",
        "/v2/apis?a#b",
        "/v2/apis\u0000",
        "/v2/apis\n",
        "/v2/apis?\r\n",
        "/v2/apis\u007f",
        "/v2/\u0131pis",
        "/v2/apis?\ud83d\ude00"
      })
  void aTargetThatIsNotNormalIsRefused(String target) {
    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> RequestTarget.parse(target))
        .withMessage("The path and query of the request are not in normal form.")
        .returns(AuthError.BAD_REQUEST, AuthException::error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v2/apis",
        "/v2/apis/",
        "/v2/apis/...",
        "/v2/apis/.a",
        "/v2/apis/a..",
        "/v2/apis/a%2F..%2Fb",
        "/v2/apis/%2e%2e%2e",
        "/v2/apis/%24default",
        "/v2/apis/%00"
      })
  void aNormalPathIsKeptAsItIs(String target) {
    assertThat(RequestTarget.parse(target)).isEqualTo(new RequestTarget(target, ""));
  }

  @Test
  void theFirstQuestionMarkDivides() {
    assertThat(RequestTarget.parse("/v2/apis?a=/../?b"))
        .isEqualTo(new RequestTarget("/v2/apis", "a=/../?b"));
  }
}
