package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.NO_API;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.StateParameters.INTEGRATION_RESPONSE_KEY;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.deleted;
import static dev.patchbay.pact.AwsSdk.ALL;
import static dev.patchbay.pact.AwsSdk.API_ID;
import static dev.patchbay.pact.AwsSdk.INTEGRATION_ID;
import static dev.patchbay.pact.AwsSdk.ONLY_A_KEY;
import static dev.patchbay.pact.AwsSdk.RESPONSE;
import static dev.patchbay.pact.AwsSdk.RESPONSE_ID;
import static dev.patchbay.pact.AwsSdk.call;
import static dev.patchbay.pact.AwsSdk.missing;
import static dev.patchbay.pact.AwsSdk.tooOften;
import static dev.patchbay.pact.Exchange.state;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponseResponse;

/** GetIntegrationResponse and DeleteIntegrationResponse. */
final class AwsSdkReads {

  private static final ProviderState A_RESPONSE =
      state(AN_INTEGRATION_RESPONSE, INTEGRATION_RESPONSE_KEY, "/200/");

  private AwsSdkReads() {}

  static List<Exchange> getting() {
    return List.of(
        got(
            "all members",
            state(
                AN_INTEGRATION_RESPONSE,
                "contentHandlingStrategy",
                "CONVERT_TO_TEXT",
                INTEGRATION_RESPONSE_KEY,
                "/200/",
                "responseParameters",
                Map.of("method.response.header.a", "'1'"),
                "responseTemplates",
                Map.of("application/json", "{}"),
                "templateSelectionExpression",
                "\\$default"),
            ALL,
            a -> assertThat(a.responseTemplates()).containsEntry("application/json", "{}")),
        got(
            "one that has a key, which is answered with an id",
            A_RESPONSE,
            ONLY_A_KEY,
            a -> assertThat(a.integrationResponseId()).isNotEmpty()),
        got(
            "one that has a key and nothing else",
            A_RESPONSE,
            ONLY_A_KEY.withNothingElse(),
            a -> assertThat(a.contentHandlingStrategy()).isNull()),
        missing("GetIntegrationResponse of an unknown API", NO_API, "GET", "Api", AwsSdkReads::get),
        missing(
            "GetIntegrationResponse of an unknown integration",
            NO_INTEGRATION,
            "GET",
            "Integration",
            AwsSdkReads::get),
        missing(
            "GetIntegrationResponse of an unknown integration response",
            NO_INTEGRATION_RESPONSE,
            "GET",
            "IntegrationResponse",
            AwsSdkReads::get),
        tooOften(
            "GetIntegrationResponse", A_RESPONSE, Request.of("GET", RESPONSE), AwsSdkReads::get));
  }

  static List<Exchange> deleting() {
    return List.of(
        new Exchange(
            "DeleteIntegrationResponse of one that is there",
            List.of(A_RESPONSE),
            Request.of("DELETE", RESPONSE),
            deleted(),
            call(AwsSdkReads::delete)),
        missing(
            "DeleteIntegrationResponse of an unknown API",
            NO_API,
            "DELETE",
            "Api",
            AwsSdkReads::delete),
        missing(
            "DeleteIntegrationResponse of an unknown integration",
            NO_INTEGRATION,
            "DELETE",
            "Integration",
            AwsSdkReads::delete),
        missing(
            "DeleteIntegrationResponse of an unknown integration response",
            NO_INTEGRATION_RESPONSE,
            "DELETE",
            "IntegrationResponse",
            AwsSdkReads::delete),
        tooOften(
            "DeleteIntegrationResponse",
            A_RESPONSE,
            Request.of("DELETE", RESPONSE),
            AwsSdkReads::delete));
  }

  private static GetIntegrationResponseResponse get(ApiGatewayV2Client aws) {
    return aws.getIntegrationResponse(
        r -> r.apiId(API_ID).integrationId(INTEGRATION_ID).integrationResponseId(RESPONSE_ID));
  }

  private static void delete(ApiGatewayV2Client aws) {
    aws.deleteIntegrationResponse(
        r -> r.apiId(API_ID).integrationId(INTEGRATION_ID).integrationResponseId(RESPONSE_ID));
  }

  private static Exchange got(
      String what,
      ProviderState state,
      Shape answered,
      Consumer<GetIntegrationResponseResponse> reading) {
    return new Exchange(
        "GetIntegrationResponse of " + what,
        List.of(state),
        Request.of("GET", RESPONSE),
        answer(200, answered),
        call(aws -> reading.accept(get(aws))));
  }
}
