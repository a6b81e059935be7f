package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.NO_API;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION;
import static dev.patchbay.contract.StateParameters.INTEGRATION_RESPONSE_KEY;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.badRequest;
import static dev.patchbay.pact.Answers.error;
import static dev.patchbay.pact.Answers.keyTaken;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.AwsSdk.ALL;
import static dev.patchbay.pact.AwsSdk.API_ID;
import static dev.patchbay.pact.AwsSdk.INTEGRATION_ID;
import static dev.patchbay.pact.AwsSdk.ONLY_A_KEY;
import static dev.patchbay.pact.AwsSdk.RESPONSES;
import static dev.patchbay.pact.AwsSdk.call;
import static dev.patchbay.pact.AwsSdk.failing;
import static dev.patchbay.pact.AwsSdk.tooOften;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Answer;
import dev.patchbay.pact.Exchange.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponseResponse;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** The contract of CreateIntegrationResponse: its answers and its refusals. */
final class AwsSdkCreations {

  private static final Shape KEY_SENT = object("integrationResponseKey", is("/200/"));

  private AwsSdkCreations() {}

  static List<Exchange> creating() {
    return List.of(
        created("a key, which is answered with an id", KEY_SENT, ONLY_A_KEY, r -> {}),
        created("a key, which gets no default", KEY_SENT, ONLY_A_KEY.withNothingElse(), r -> {}),
        created(
            "all members",
            ALL,
            ALL,
            r ->
                r.contentHandlingStrategy("CONVERT_TO_TEXT")
                    .responseParameters(Map.of("method.response.header.a", "'1'"))
                    .responseTemplates(Map.of("application/json", "{}"))
                    .templateSelectionExpression("\\$default")),
        refusedCreation(
            "no key",
            state(AN_INTEGRATION),
            object(),
            error(400, "BadRequestException"),
            BadRequestException.class,
            r -> r.integrationResponseKey(null)),
        refusedCreation(
            "a key that is taken",
            state(AN_INTEGRATION_RESPONSE, INTEGRATION_RESPONSE_KEY, "/404/"),
            object("integrationResponseKey", is("/404/")),
            keyTaken(),
            ConflictException.class,
            r -> r.integrationResponseKey("/404/")),
        refusedCreation(
            "a bad strategy",
            state(AN_INTEGRATION),
            object("contentHandlingStrategy", is("NONE"), "integrationResponseKey", is("/200/")),
            badRequest("contentHandlingStrategy"),
            BadRequestException.class,
            r -> r.contentHandlingStrategy("NONE")),
        refusedCreation(
            "a child of an unknown API",
            state(NO_API),
            KEY_SENT,
            notFound("Api"),
            NotFoundException.class,
            r -> {}),
        refusedCreation(
            "a child of an unknown integration",
            state(NO_INTEGRATION),
            KEY_SENT,
            notFound("Integration"),
            NotFoundException.class,
            r -> {}),
        tooOften(
            "CreateIntegrationResponse",
            state(AN_INTEGRATION),
            Request.of("POST", RESPONSES).body(KEY_SENT),
            aws -> create(aws, r -> {})));
  }

  private static CreateIntegrationResponseResponse create(
      ApiGatewayV2Client aws, Consumer<CreateIntegrationResponseRequest.Builder> members) {
    return aws.createIntegrationResponse(
        r -> {
          r.apiId(API_ID).integrationId(INTEGRATION_ID).integrationResponseKey("/200/");
          members.accept(r);
        });
  }

  private static Exchange created(
      String what,
      Shape sent,
      Shape answered,
      Consumer<CreateIntegrationResponseRequest.Builder> members) {
    return new Exchange(
        "CreateIntegrationResponse of " + what,
        List.of(state(AN_INTEGRATION)),
        Request.of("POST", RESPONSES).body(sent),
        answer(201, answered),
        call(aws -> assertThat(create(aws, members).integrationResponseKey()).isEqualTo("/200/")));
  }

  private static Exchange refusedCreation(
      String what,
      ProviderState state,
      Shape sent,
      Answer answer,
      Class<? extends ApiGatewayV2Exception> type,
      Consumer<CreateIntegrationResponseRequest.Builder> members) {
    return new Exchange(
        "CreateIntegrationResponse of " + what,
        List.of(state),
        Request.of("POST", RESPONSES).body(sent),
        answer,
        failing(type, answer.status(), aws -> create(aws, members)));
  }
}
