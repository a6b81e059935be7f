package dev.patchbay.pact;

import static dev.patchbay.pact.Exchange.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseResponse;

/** The AWS SDK for Java, which makes each call once: Pact's server expects just one. */
final class AwsSdk {

  static final String API_ID = example("${apiId}");
  static final String INTEGRATION_ID = example("${integrationId}");
  static final String RESPONSE_ID = example("${integrationResponseId}");

  static final String RESPONSES =
      "/v2/apis/${apiId}/integrations/${integrationId}/integrationresponses";
  static final String RESPONSE = RESPONSES + "/${integrationResponseId}";

  /** Kept for all calls, for it is what takes time to make. */
  private static final SdkHttpClient HTTP = ApacheHttpClient.create();

  private AwsSdk() {}

  static Exchange.Call call(Consumer<ApiGatewayV2Client> code) {
    return address -> {
      try (ApiGatewayV2Client client =
          ApiGatewayV2Client.builder()
              .endpointOverride(address)
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
              .httpClient(HTTP)
              .overrideConfiguration(
                  options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
              .build()) {
        code.accept(client);
      }
    };
  }

  static UpdateIntegrationResponseResponse update(
      ApiGatewayV2Client aws, Consumer<UpdateIntegrationResponseRequest.Builder> change) {
    return aws.updateIntegrationResponse(
        r -> {
          r.apiId(API_ID).integrationId(INTEGRATION_ID).integrationResponseId(RESPONSE_ID);
          change.accept(r);
        });
  }

  /** A call that ends in the typed exception that programs catch. */
  static <T extends ApiGatewayV2Exception> Exchange.Call failing(
      Class<T> type, int status, Consumer<ApiGatewayV2Client> code) {
    return call(
        aws -> {
          T failure = catchThrowableOfType(type, () -> code.accept(aws));
          assertThat(failure.statusCode()).isEqualTo(status);
          assertThat(failure.requestId()).isNotEmpty();
          assertThat(failure.awsErrorDetails().errorMessage()).isNotEmpty();
        });
  }
}
