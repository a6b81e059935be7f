package dev.patchbay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which route takes a request (AWS: Create routes for HTTP APIs). */
final class HttpRoutesTest {

  private static HttpRoutes routes(String... keys) {
    return new HttpRoutes(
        Stream.of(keys).map(key -> new HttpRoute(key, Optional.empty(), HttpAccess.OPEN)).toList());
  }

  private static String taking(HttpRoutes routes, String method, String path) {
    return routes
        .find(method, List.of(path.substring(1).split("/", -1)))
        .map(match -> match.route().key())
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /pets/dog/1, GET /pets/dog/1",
    "GET, /pets/dog/2, GET /pets/dog/{id}",
    "GET, /pets/cat/1, GET /pets/{proxy+}",
    "POST, /test/5, ANY /{proxy+}",
    "POST, /pets/dog/1, ANY /{proxy+}",
    "GET, /, $default"
  })
  void theMostSpecificRouteOfTheGuideOfAwsTakesIt(String method, String path, String key) {
    assertThat(
            taking(
                routes(
                    "$default",
                    "ANY /{proxy+}",
                    "GET /pets/{proxy+}",
                    "GET /pets/dog/{id}",
                    "GET /pets/dog/1"),
                method,
                path))
        .isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /pets, GET /pets",
    "PUT, /pets, ANY /pets",
    "GET, /pets/, none",
    "GET, /pets/a, ANY /pets/{id}",
    "DELETE, /pets/a, DELETE /pets/{id}",
    "GET, /pets/a/, none",
    "GET, /pets/a/b, none",
    "GET, /, GET /",
    "GET, //, none",
    "GET, /PETS, none",
    "GET, /any/1, GET /{kind}/1",
    "GET, /any/2, GET /any/{rest+}",
    "GET, /any/, none",
    "GET, /any//, GET /any/{rest+}",
    "GET, /any, none"
  })
  void aPathIsTakenAsAWhole(String method, String path, String key) {
    assertThat(
            taking(
                routes(
                    "GET /",
                    "GET /pets",
                    "ANY /pets",
                    "ANY /pets/{id}",
                    "DELETE /pets/{id}",
                    "GET /{kind}/1",
                    "GET /any/{rest+}"),
                method,
                path))
        .isEqualTo(key);
  }

  @Test
  void aParameterHasTheSegmentsThatItTakes() {
    HttpRoutes routes = routes("GET /a/{one}/b/{rest+}", "GET /a/{other}/c");
    assertThat(
            routes.find("GET", List.of("a", "x y", "b", "1", "", "2")).orElseThrow().parameters())
        .isEqualTo(Map.of("one", List.of("x y"), "rest", List.of("1", "", "2")));
    assertThat(routes.find("GET", List.of("a", "x", "c")).orElseThrow().parameters())
        .isEqualTo(Map.of("other", List.of("x")));
  }

  @Test
  void manyRoutesThatBeginAlikeAreLookedAtOnce() {
    String deep = "/{a}".repeat(200);
    HttpRoutes routes = routes("GET " + deep, "GET " + "/x".repeat(200), "$default");
    assertThat(taking(routes, "GET", "/x".repeat(199) + "/y")).isEqualTo("GET " + deep);
    assertThat(taking(routes, "POST", "/x".repeat(200))).isEqualTo("$default");
  }
}
