package dev.patchbay.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2ClientBuilder;

/**
 * A computer whose clock is wrong, as an SDK on it would see the world. The SDK reads the clock of
 * this process; so instead of turning that, all that comes from outside is turned the other way: a
 * date that it signs with is later by as much as a date that it reads is earlier.
 *
 * @param ahead how far the clock is ahead, negative where it is behind
 */
record SkewedClock(Duration ahead) {

  ApiGatewayV2ClientBuilder on(ApiGatewayV2ClientBuilder builder, SdkHttpClient http) {
    return builder
        .httpClientBuilder(null)
        .httpClient(new Answers(http, ahead))
        .putAuthScheme(new Scheme(ahead));
  }

  private record Scheme(Duration ahead) implements AwsV4AuthScheme {

    @Override
    public String schemeId() {
      return SCHEME_ID;
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
      return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public AwsV4HttpSigner signer() {
      return new Signer(AwsV4HttpSigner.create(), ahead);
    }
  }

  private record Signer(AwsV4HttpSigner signer, Duration ahead) implements AwsV4HttpSigner {

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
      Clock clock = request.property(HttpSigner.SIGNING_CLOCK);
      Instant now = (clock == null ? Clock.systemUTC() : clock).instant();
      return signer.sign(turned(request, Clock.fixed(now.plus(ahead), ZoneOffset.UTC)));
    }

    private static <I extends AwsCredentialsIdentity> SignRequest<I> turned(
        SignRequest<I> request, Clock clock) {
      return request.copy(copy -> copy.putProperty(HttpSigner.SIGNING_CLOCK, clock));
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(
        AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
      throw new UnsupportedOperationException();
    }
  }

  private record Answers(SdkHttpClient http, Duration ahead) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      ExecutableHttpRequest prepared = http.prepareRequest(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws java.io.IOException {
          HttpExecuteResponse answer = prepared.call();
          return HttpExecuteResponse.builder()
              .response(turned(answer.httpResponse()))
              .responseBody(answer.responseBody().orElse(null))
              .build();
        }

        @Override
        public void abort() {
          prepared.abort();
        }
      };
    }

    private SdkHttpResponse turned(SdkHttpResponse answer) {
      return answer
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).minus(ahead))
          .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.format(date))
          .map(date -> answer.toBuilder().putHeader("Date", date).build())
          .orElse(answer);
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
