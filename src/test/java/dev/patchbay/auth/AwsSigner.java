package dev.patchbay.auth;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;

/** AWS's two Java signers, as oracles. */
@SuppressWarnings("deprecation")
enum AwsSigner {
  /** Signs as boto3 does: without x-amz-content-sha256. */
  LEGACY {
    @Override
    SdkHttpRequest sign(
        SdkHttpFullRequest request, byte[] body, AwsCredentials credentials, Instant at) {
      return Aws4Signer.create()
          .sign(
              request,
              Aws4SignerParams.builder()
                  .awsCredentials(credentials)
                  .signingName("apigateway")
                  .signingRegion(Region.US_EAST_1)
                  .signingClockOverride(Clock.fixed(at, ZoneOffset.UTC))
                  .build());
    }
  },

  /** Signs as the SDK for Java does now: with x-amz-content-sha256. */
  CURRENT {
    @Override
    SdkHttpRequest sign(
        SdkHttpFullRequest request, byte[] body, AwsCredentials credentials, Instant at) {
      return AwsV4HttpSigner.create()
          .sign(
              r ->
                  r.identity(credentials)
                      .request(request)
                      .payload(ContentStreamProvider.fromByteArray(body))
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "apigateway")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                      .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
          .request();
    }
  };

  static final AwsCredentials LONG_TERM =
      AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", SignedRequest.SECRET);
  static final AwsCredentials SESSION =
      AwsSessionCredentials.create(
          "ASIAIOSFODNN7EXAMPLE", SignedRequest.SESSION_SECRET, SignedRequest.SESSION_TOKEN);

  abstract SdkHttpRequest sign(
      SdkHttpFullRequest request, byte[] body, AwsCredentials credentials, Instant at);

  RequestHead sign(RequestHead head, byte[] body, AwsCredentials credentials, Instant at) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(software.amazon.awssdk.http.SdkHttpMethod.fromValue(head.method()))
            .uri(URI.create("https://patchbay.example" + head.target()))
            .contentStreamProvider(() -> new ByteArrayInputStream(body));
    for (Map.Entry<String, String> header : head.headers()) {
      request.appendHeader(header.getKey(), header.getValue());
    }
    return head(sign(request.build(), body, credentials, at));
  }

  /** The request as its bytes would be on the wire. */
  static RequestHead head(SdkHttpRequest request) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> {
          for (String value : values) {
            byte[] wire = value.getBytes(StandardCharsets.UTF_8);
            headers.add(Map.entry(name, new String(wire, StandardCharsets.ISO_8859_1)));
          }
        });
    if (request.firstMatchingHeader("Host").isEmpty()) {
      headers.add(Map.entry("Host", request.host() + ":" + request.port()));
    }
    URI uri = request.getUri();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new RequestHead(request.method().name(), uri.getRawPath() + query, headers);
  }
}
