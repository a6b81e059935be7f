package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.BaseMockServer;
import au.com.dius.pact.consumer.MockHttpServerKt;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.consumer.model.MockServerImplementation;
import au.com.dius.pact.core.model.BasePact;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.SynchronousRequestResponse;
import dev.patchbay.pact.Contracts.Clause;
import dev.patchbay.testkit.Http;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Other SDKs write the same requests differently; a contract must know them again. {@code
 * -Dcontracts.table=true} sends each request with the headers of each SDK, and not each request
 * with the headers of one SDK.
 */
class OtherSdksTest {

  private static final boolean EACH_WITH_EACH = Boolean.getBoolean("contracts.table");

  static List<List<String>> headers() {
    String signed =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/apigateway/aws4_request,"
            + " SignedHeaders=content-type;host;x-amz-date, Signature=0123456789abcdef";
    return List.of(
        // boto3
        List.of(
            "Content-Type",
            "application/json",
            "User-Agent",
            "Boto3/1.43.11 md/Botocore#1.43.11",
            "X-Amz-Date",
            "20261122T120000Z",
            "Authorization",
            signed,
            "amz-sdk-invocation-id",
            "6d3a1f0c",
            "amz-sdk-request",
            "attempt=1"),
        // JavaScript
        List.of(
            "content-type",
            "application/json",
            "x-amz-user-agent",
            "aws-sdk-js/3.930.0",
            "x-amz-date",
            "20261122T120000Z",
            "authorization",
            signed,
            "x-amz-content-sha256",
            "e3b0c44298fc1c149afbf4c8996fb924"),
        // Go and .NET, with a session token
        List.of(
            "CONTENT-TYPE",
            "application/json; charset=utf-8",
            "User-Agent",
            "aws-sdk-go-v2/1.39.6",
            "X-Amz-Security-Token",
            "token",
            "Authorization",
            signed),
        List.of("Content-Type", "application/json;charset=UTF-8", "Accept", "*/*"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void eachRequestIsKnownAgain(List<String> headers) throws Exception {
    List<Clause> clauses =
        Contracts.committed().stream()
            .filter(clause -> clause.consumer().equals("aws-sdk-java-integration-responses"))
            .toList();
    BaseMockServer server =
        MockHttpServerKt.mockServer(
            (BasePact) clauses.get(0).pact(),
            MockProviderConfig.httpConfig(
                "127.0.0.1", 0, PactSpecVersion.V4, MockServerImplementation.JavaHttpServer));
    server.start();
    try {
      Http http = new Http(URI.create(server.getUrl()));
      int sdks = headers().size();
      int first = EACH_WITH_EACH ? 0 : headers().indexOf(headers);
      for (int i = first; i < clauses.size(); i += EACH_WITH_EACH ? 1 : sdks) {
        SynchronousRequestResponse each = (SynchronousRequestResponse) clauses.get(i).interaction();
        @Nullable String body =
            each.getRequest().getBody().isPresent()
                ? each.getRequest().getBody().valueAsString()
                : null;
        Http.Answer answer =
            http.send(
                each.getRequest().getMethod(),
                each.getRequest().getPath() + query(each),
                body,
                headers.toArray(String[]::new));
        assertThat(answer.status())
            .as("%s: %s", each.getDescription(), answer.body())
            .isNotEqualTo(500);
      }
    } finally {
      server.stop();
    }
  }

  private static String query(SynchronousRequestResponse each) {
    StringBuilder query = new StringBuilder();
    each.getRequest()
        .getQuery()
        .forEach(
            (name, values) ->
                query
                    .append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(values.get(0)));
    return query.toString();
  }
}
