package dev.patchbay.testkit;

import dev.patchbay.testkit.Http.Answer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Signed requests of one caller, with the answer as it is.
 *
 * @param address of the service
 */
public record SignedHttp(URI address, TestCaller caller) {

  public static final String API =
      "{\"name\":\"n\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$r\"}";

  public Answer send(String method, String path, String body) {
    return send(Clock.systemUTC(), method, path, body);
  }

  public Answer send(Clock clock, String method, String path, String body) {
    SdkHttpRequest signed = caller.sign(clock, method, URI.create(address + path), body);
    return new Http(address).send(method, path, body.isEmpty() ? null : body, headers(signed));
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  public String createApi() {
    return "/v2/apis/" + send("POST", "/v2/apis", API).json().getString("apiId");
  }

  /** Names and values in turn, without Host, which the client writes by itself. */
  public static String[] headers(SdkHttpRequest signed) {
    List<String> headers = new ArrayList<>();
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(value -> headers.addAll(List.of(name, value)));
          }
        });
    return headers.toArray(String[]::new);
  }

  /** The head and body of a signed request, whose lines a test may change. */
  public static Map<String, String> lines(SdkHttpRequest signed) {
    Map<String, String> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    signed.forEachHeader((name, values) -> lines.put(name, String.join(",", values)));
    return lines;
  }
}
