package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.patchbay.testkit.Http;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Valid requests on resources that exist, and what a hostile hand makes of them. A text holds a
 * character for each byte.
 */
final class FuzzedRequests {

  /** Texts that break parsers, stores, templates and logs. */
  private static final List<String> NASTY =
      List.of(
          "\0",
          "\r\n",
          "\n",
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "/",
          "//",
          "..",
          "%",
          "%00",
          "%2e%2e",
          "%ff",
          "%u0041",
          "\u00c3\u00a9",
          "\u00ff",
          "\u00ed\u00a0\u0080",
          "\\ud800",
          "\\u0000",
          "${jndi:ldap://a}",
          "#set($a=1)",
          "$input",
          "(.*a){20}",
          "'",
          ";",
          "*",
          "?",
          "&",
          "=",
          "+",
          "-",
          "1e400",
          "-0",
          "9223372036854775808",
          "null",
          "true",
          "{}",
          "[]",
          "\"a\":",
          " ",
          "\t",
          "\u007f",
          "a".repeat(300),
          "[".repeat(1_200),
          "FLUSHALL\r\n");

  private final List<String[]> requests;

  private FuzzedRequests(List<String[]> requests) {
    this.requests = requests;
  }

  /** On an API, an integration with a response and a route, made for them. */
  static FuzzedRequests of(Http http) {
    String api = http.createApi();
    String integration = http.createIntegration(api);
    String responses = integration + "/integrationresponses";
    String response = http.create(responses, "{\"integrationResponseKey\":\"$default\"}");
    String template =
        "{\"integrationResponseKey\":\"/4\\\\d{2}/\",\"contentHandlingStrategy\":\"CONVERT_TO_TEXT\","
            + "\"responseTemplates\":{\"application/json\":\"#set($r=$input.path('$'))\"},"
            + "\"responseParameters\":{\"method.response.header.a\":\"integration.response.body.a[0]\"},"
            + "\"templateSelectionExpression\":\"${integration.response.statuscode}\"}";
    return new FuzzedRequests(
        List.of(
            new String[] {"PATCH", response, template},
            new String[] {"POST", responses, template},
            new String[] {"PATCH", response, template},
            new String[] {"GET", response, ""},
            new String[] {"GET", responses + "?maxResults=5&nextToken=abc", ""},
            new String[] {
              "PATCH", integration, "{\"timeoutInMillis\":29000,\"requestParameters\":{}}"
            },
            new String[] {
              "PATCH", api, "{\"name\":\"b\",\"tags\":{\"a\":\"b\"},\"description\":\"c\"}"
            },
            new String[] {"POST", api + "/routes", "{\"routeKey\":\"$connect\",\"target\":\"a\"}"},
            new String[] {"POST", "/v2/apis", MalformedRequest.STORABLE},
            new String[] {"DELETE", response + "0", ""}));
  }

  byte[] next(SplittableRandom random) {
    String[] request = requests.get(random.nextInt(requests.size())).clone();
    String headers = "Host: a\r\nContent-Type: application/json\r\nConnection: close\r\n";
    int part = random.nextInt(10);
    if (part < 5) {
      request[2] = mutated(request[2], random);
    } else if (part < 8) {
      request[1] = mutated(request[1], random);
    } else if (part < 9) {
      headers = mutated(headers, random);
    } else {
      request[0] = mutated(request[0], random);
    }
    return (request[0]
            + " "
            + request[1]
            + " HTTP/1.1\r\n"
            + headers
            + "Content-Length: "
            + request[2].length()
            + "\r\n\r\n"
            + request[2])
        .getBytes(ISO_8859_1);
  }

  /** One to four changes. */
  private static String mutated(String text, SplittableRandom random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(mutated.length() + 1);
      int end = Math.min(mutated.length(), at + 1 + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> mutated.insert(at, NASTY.get(random.nextInt(NASTY.size())));
        case 1 -> mutated.replace(at, end, NASTY.get(random.nextInt(NASTY.size())));
        case 2 -> mutated.delete(at, end);
        case 3 -> mutated.insert(at, mutated.substring(at, end));
        default -> mutated.insert(at, (char) random.nextInt(256));
      }
    }
    return mutated.toString();
  }
}
