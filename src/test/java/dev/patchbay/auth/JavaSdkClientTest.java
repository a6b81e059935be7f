package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** The requests that AWS's Java client signs today, call by call. */
class JavaSdkClientTest {
  private static final Map<String, Consumer<ApiGatewayV2Client>> CALLS = new LinkedHashMap<>();

  static {
    CALLS.put("patch", c -> patch(c, "r1", "Gr\u00fc\u00dfe \u65e5\u672c \ud83d\ude00"));
    CALLS.put("patch with an odd id", c -> patch(c, "a b+\u00e9/\u00fc%2F!'()*~", ""));
    CALLS.put("patch with a dollar", c -> patch(c, "$default", ""));
    CALLS.put(
        "query",
        c ->
            c.getIntegrationResponses(
                r ->
                    r.apiId("a1b2c3")
                        .integrationId("i1")
                        .maxResults("10")
                        .nextToken("+/= ~\u00e9&%?#*")));
    CALLS.put("get", ApiGatewayV2Client::getApis);
    CALLS.put("post", c -> c.createApi(r -> r.name("chat").protocolType("WEBSOCKET")));
    CALLS.put(
        "arn and repeated key",
        c ->
            c.untagResource(
                r -> r.resourceArn("arn:aws:apigateway:eu::/apis/a1").tagKeys("b", "a", "a b")));
    CALLS.put("delete", c -> c.deleteApi(r -> r.apiId("a1b2c3")));
  }

  static Iterable<String> calls() {
    return CALLS.keySet();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isVerified(String call) {
    SignedRequest longTerm =
        signed(call, AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", SignedRequest.SECRET));
    SignedRequest session =
        signed(
            call,
            AwsSessionCredentials.create(
                "ASIAIOSFODNN7EXAMPLE", SignedRequest.SESSION_SECRET, SignedRequest.SESSION_TOKEN));

    assertThat(verify(longTerm)).isEqualTo(SignedRequest.LONG_TERM.caller());
    assertThat(verify(session)).isEqualTo(SignedRequest.SESSION.caller());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isRefusedWithAnotherSecret(String call) {
    SignedRequest request =
        signed(call, AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "another"));

    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> verify(request))
        .returns(AuthError.INVALID_SIGNATURE, AuthException::error);
  }

  private static Caller verify(SignedRequest request) {
    SigV4Verifier verifier =
        new SigV4Verifier(() -> SignedRequest.CREDENTIALS, InstantSource.system());
    return verifier.verify(verifier.inspect(request.head()), request.body());
  }

  private static void patch(ApiGatewayV2Client client, String id, String template) {
    client.updateIntegrationResponse(
        r ->
            r.apiId("a1b2c3")
                .integrationId("i1")
                .integrationResponseId(id)
                .responseTemplates(Map.of("application/json", template)));
  }

  private static SignedRequest signed(String call, AwsCredentials credentials) {
    CapturingHttpClient http = new CapturingHttpClient();
    try (ApiGatewayV2Client client =
        ApiGatewayV2Client.builder()
            .region(Region.EU_CENTRAL_1)
            .endpointOverride(URI.create("http://127.0.0.1:8080"))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .httpClient(http)
            .build()) {
      CALLS.getOrDefault(call, c -> {}).accept(client);
    }
    if (http.captured == null) {
      throw new IllegalStateException("no request was sent");
    }
    return http.captured;
  }

  /** Keeps the request instead of sending it, and answers an empty object. */
  private static final class CapturingHttpClient implements SdkHttpClient {
    private @Nullable SignedRequest captured;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      captured = capture(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}

    private static SignedRequest capture(HttpExecuteRequest execute) {
      SdkHttpRequest request = execute.httpRequest();
      byte[] body =
          execute.contentStreamProvider().map(p -> readAll(p.newStream())).orElse(new byte[0]);
      return new SignedRequest("", AwsSigner.head(request), body, null);
    }

    private static byte[] readAll(InputStream in) {
      try (in) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
