package dev.patchbay.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClientBuilder;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2ClientBuilder;

/**
 * One caller: a profile of a credentials file, and the signer for its requests.
 *
 * @param token of a session, or an empty text
 * @param properties further lines of the profile
 */
public record TestCaller(String keyId, String secret, String token, String properties) {

  public static final TestCaller ALICE =
      inAccount("AKIAALICE00000000001", "alice-Secret/With+Signs=1", "111111111111", "");
  public static final TestCaller BOB =
      inAccount("AKIABOB0000000000001", "bob-Secret/With+Signs=2", "222222222222", "");
  public static final TestCaller READER =
      inAccount(
          "AKIAREADER0000000001",
          "reader-Secret/With+Signs=3",
          "111111111111",
          "patchbay_role = readonly\n");
  public static final TestCaller SESSION =
      new TestCaller(
          "ASIASESSION000000001",
          "session-Secret/With+Signs=4",
          "session-Token/With+Signs==",
          "patchbay_account_id = 111111111111\n");

  public static TestCaller inAccount(
      String keyId, String secret, String accountId, String properties) {
    return new TestCaller(
        keyId, secret, "", "patchbay_account_id = " + accountId + "\n" + properties);
  }

  public TestCaller withSecret(String other) {
    return new TestCaller(keyId, other, token, properties);
  }

  public TestCaller withToken(String other) {
    return new TestCaller(keyId, secret, other, properties);
  }

  /** A credentials file of these callers. */
  public static String file(TestCaller... callers) {
    return Arrays.stream(callers).map(TestCaller::profile).collect(Collectors.joining("\n"));
  }

  public static Path write(Path file, TestCaller... callers) throws IOException {
    return Files.writeString(file, file(callers));
  }

  private String profile() {
    return "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n%s%s"
        .formatted(
            keyId,
            keyId,
            secret,
            token.isEmpty() ? "" : "aws_session_token = " + token + "\n",
            properties);
  }

  AwsCredentials credentials() {
    return token.isEmpty()
        ? AwsBasicCredentials.create(keyId, secret)
        : AwsSessionCredentials.create(keyId, secret, token);
  }

  /** A real client that tries each call once; the builder takes further settings. */
  public ApiGatewayV2ClientBuilder sdk(URI address) {
    return ApiGatewayV2Client.builder()
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  /** A real client of backends that tries each call once. */
  public ApiGatewayManagementApiClientBuilder managementSdk(URI stage) {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(stage)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  /** A request signed as the SDK does it, to be sent or spoilt. */
  public SdkHttpRequest sign(Clock clock, String method, URI target, String body) {
    return sign("apigateway", clock, method, target, body);
  }

  /** The same for a service. */
  public SdkHttpRequest sign(String service, Clock clock, String method, URI target, String body) {
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials())
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.fromValue(method))
                            .uri(target)
                            .build())
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }

  /** A URL presigned as the SDK does it. */
  public URI presign(String service, Clock clock, URI target, Duration validity) {
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials())
                    .request(SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(target).build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(
                        AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request()
        .getUri();
  }

  /** Without its secrets, for messages. */
  @Override
  public String toString() {
    return keyId;
  }
}
