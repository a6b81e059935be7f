package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageJsonTest {

  private static final ResourceCollection ROUTES = routesOf("000000000000", "api1");

  private static ResourceCollection routesOf(String accountId, String apiId) {
    return new ResourceCollection(accountId, ApiGatewayTypes.ROUTE, List.of(apiId));
  }

  @Test
  void theLastPageHasNoToken() {
    Resource route = new Resource(ROUTES.member("r1"), 1, Map.of("routeKey", "a"));

    assertThat(json(new Page(List.of(route), Optional.empty())))
        .isEqualTo("{\"items\":[{\"routeKey\":\"a\"}]}");
    assertThat(json(new Page(List.of(), Optional.empty()))).isEqualTo("{\"items\":[]}");
  }

  @Test
  void theItemsAreInTheirOrder() {
    Resource first = new Resource(ROUTES.member("r2"), 1, Map.of("routeKey", "\u00e9\""));
    Resource second = new Resource(ROUTES.member("r1"), 1, Map.of());

    assertThat(json(new Page(List.of(first, second), Optional.of("r1"))))
        .isEqualTo(
            "{\"items\":[{\"routeKey\":\"\u00e9\\\"\"},{}],\"nextToken\":\"%s\"}"
                .formatted(PageToken.encode(ROUTES, "r1")));
  }

  @Test
  void theTokenOfAPageAsksForTheNext() {
    for (String id :
        List.of("abc1234", "r", "a1b2c3d4e5", "$default", "x.example.com", "x".repeat(512))) {
      String json = json(new Page(List.of(), Optional.of(id)));
      String token = json.replaceAll("\\{\"items\":\\[],\"nextToken\":\"(.*)\"}", "$1");

      assertThat(token).matches("[A-Za-z0-9_-]+").hasSizeLessThanOrEqualTo(1_024);
      assertThat(PageParameters.parse(ROUTES, "7", token)).isEqualTo(new PageRequest(id, 7));
    }
  }

  private static String json(Page page) {
    return new String(PageJson.encode(ROUTES, page), UTF_8);
  }

  @Test
  void aTokenIsGoodForItsCollectionOnly() {
    String token = PageToken.encode(ROUTES, "abc1234");

    assertThat(refusal(routesOf("000000000000", "api2"), null, token))
        .isEqualTo(
            "Invalid nextToken specified: \""
                + token
                + "\". Allowed: the nextToken of the page before, from the same collection.");
    assertThat(refusal(routesOf("111111111111", "api1"), null, token)).contains("nextToken");
    assertThat(
            refusal(
                new ResourceCollection(
                    "000000000000", ApiGatewayTypes.INTEGRATION, List.of("api1")),
                null,
                token))
        .contains("nextToken");
  }

  @Test
  void everyChangedCharacterIsFound() {
    String token = PageToken.encode(ROUTES, "abc1234");
    for (int i = 0; i < token.length(); i++) {
      for (char c : "ABab09-_=+/ \u00e9".toCharArray()) {
        if (token.charAt(i) != c) {
          String changed = token.substring(0, i) + c + token.substring(i + 1);
          assertThat(refusal(ROUTES, null, changed)).contains("nextToken");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "AAAA", "=", "AAAAAAAAAAAAAAAAAAAAAA", " ", "null", "%00", "AAAAAAAAAAA"})
  void garbageIsRefused(String token) {
    assertThat(refusal(ROUTES, null, token)).startsWith("Invalid nextToken specified: ");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "100,100", "500,500", "007,7", "'',100", ",100"})
  void readsMaxResults(@Nullable String maxResults, int resourcesMax) {
    assertThat(PageParameters.parse(ROUTES, maxResults, ""))
        .isEqualTo(new PageRequest("", resourcesMax));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "+5",
        "1e2",
        "501",
        "0500",
        "abc",
        " 5",
        "5 ",
        "1.0",
        "\u0665",
        "99999999999"
      })
  void refusesOtherMaxResults(String maxResults) {
    assertThat(refusal(ROUTES, maxResults, null))
        .isEqualTo(
            "Invalid maxResults specified: \""
                + maxResults
                + "\". Allowed: a whole number from 1 to 500.");
  }

  private static String refusal(
      ResourceCollection collection, @Nullable String maxResults, @Nullable String nextToken) {
    ServiceException refused =
        catchThrowableOfType(
            ServiceException.class, () -> PageParameters.parse(collection, maxResults, nextToken));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.BAD_REQUEST);
    return refused.message();
  }
}
