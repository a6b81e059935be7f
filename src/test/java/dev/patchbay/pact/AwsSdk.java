package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.ACCOUNT_THROTTLED;
import static dev.patchbay.contract.StateParameters.SECONDS;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.Answers.throttled;
import static dev.patchbay.pact.Exchange.example;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Request;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;
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

  /** The integration response that has only a key. */
  static final Shape ONLY_A_KEY =
      object("integrationResponseId", like("r1r1r1r"), "integrationResponseKey", is("/200/"));

  /** The integration response that has every member. */
  static final Shape ALL =
      object(
          "contentHandlingStrategy",
          is("CONVERT_TO_TEXT"),
          "integrationResponseKey",
          is("/200/"),
          "responseParameters",
          object("method.response.header.a", is("'1'")),
          "responseTemplates",
          object("application/json", is("{}")),
          "templateSelectionExpression",
          is("\\$default"));

  private static final ProviderState THROTTLED = state(ACCOUNT_THROTTLED, SECONDS, 5);

  /** One client serves all calls, for it takes time to make. */
  static final SdkHttpClient HTTP = ApacheHttpClient.create();

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

  /** Makes a call on a resource that does not exist, or has a missing parent. */
  static Exchange missing(
      String description,
      String state,
      String method,
      String resourceType,
      Consumer<ApiGatewayV2Client> code) {
    return new Exchange(
        description,
        List.of(state(state)),
        Request.of(method, RESPONSE),
        notFound(resourceType),
        failing(NotFoundException.class, 404, code));
  }

  /** A call of an account that calls too often. */
  static Exchange tooOften(
      String operation, ProviderState state, Request request, Consumer<ApiGatewayV2Client> code) {
    return new Exchange(
        operation + " of a throttled account",
        List.of(state, THROTTLED),
        request,
        throttled(),
        failing(TooManyRequestsException.class, 429, code));
  }
}
