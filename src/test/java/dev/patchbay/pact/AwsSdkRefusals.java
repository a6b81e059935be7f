package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.ACCOUNT_THROTTLED;
import static dev.patchbay.contract.ProviderStates.ANOTHER_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.CALLER_OF_ANOTHER_ACCOUNT;
import static dev.patchbay.contract.ProviderStates.CALLER_READ_ONLY;
import static dev.patchbay.contract.ProviderStates.CONCURRENT_MODIFICATION;
import static dev.patchbay.contract.ProviderStates.CREDENTIALS_EXPIRED;
import static dev.patchbay.contract.ProviderStates.DELETED_BETWEEN_READ_AND_WRITE;
import static dev.patchbay.contract.ProviderStates.NO_API;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.STORE_UNAVAILABLE;
import static dev.patchbay.contract.StateParameters.ALWAYS;
import static dev.patchbay.contract.StateParameters.INTEGRATION_RESPONSE_KEY;
import static dev.patchbay.contract.StateParameters.ONCE;
import static dev.patchbay.contract.StateParameters.SECONDS;
import static dev.patchbay.contract.StateParameters.TIMES;
import static dev.patchbay.pact.Answers.badRequest;
import static dev.patchbay.pact.Answers.error;
import static dev.patchbay.pact.Answers.keyTaken;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.Answers.overtaken;
import static dev.patchbay.pact.Answers.throttled;
import static dev.patchbay.pact.Answers.unavailable;
import static dev.patchbay.pact.AwsSdk.RESPONSE;
import static dev.patchbay.pact.AwsSdk.call;
import static dev.patchbay.pact.AwsSdk.failing;
import static dev.patchbay.pact.AwsSdk.update;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Answer;
import dev.patchbay.pact.Exchange.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseRequest;

/**
 * UpdateIntegrationResponse where it is refused: every declared error, and how each comes about.
 */
final class AwsSdkRefusals {

  private static final ProviderState A_RESPONSE = state(AN_INTEGRATION_RESPONSE);
  private static final Shape CHANGE = object("templateSelectionExpression", is("$default"));

  private AwsSdkRefusals() {}

  static List<Exchange> exchanges() {
    return List.of(
        missing("an unknown API", NO_API, "Api"),
        missing("an unknown integration", NO_INTEGRATION, "Integration"),
        missing("an unknown integration response", NO_INTEGRATION_RESPONSE, "IntegrationResponse"),
        exchange(
            "what is deleted meanwhile",
            List.of(A_RESPONSE, state(DELETED_BETWEEN_READ_AND_WRITE)),
            notFound("IntegrationResponse"),
            NotFoundException.class),
        exchange(
            "what is overtaken once",
            List.of(A_RESPONSE, state(CONCURRENT_MODIFICATION, TIMES, ONCE)),
            overtaken(),
            ConflictException.class),
        exchange(
            "what is overtaken again and again",
            List.of(A_RESPONSE, state(CONCURRENT_MODIFICATION, TIMES, ALWAYS)),
            overtaken(),
            ConflictException.class),
        exchange(
            "what the caller may only read",
            List.of(A_RESPONSE, state(CALLER_READ_ONLY)),
            error(403, "AccessDeniedException"),
            ApiGatewayV2Exception.class),
        exchange(
            "something with expired credentials",
            List.of(A_RESPONSE, state(CREDENTIALS_EXPIRED)),
            error(403, "InvalidSignatureException"),
            ApiGatewayV2Exception.class),
        exchange(
            "what belongs to another account",
            List.of(A_RESPONSE, state(CALLER_OF_ANOTHER_ACCOUNT)),
            notFound("Api"),
            NotFoundException.class),
        new Exchange(
            "UpdateIntegrationResponse of a key that a sibling has",
            List.of(
                A_RESPONSE, state(ANOTHER_INTEGRATION_RESPONSE, INTEGRATION_RESPONSE_KEY, "/404/")),
            Request.of("PATCH", RESPONSE).body(object("integrationResponseKey", is("/404/"))),
            keyTaken(),
            failing(
                ConflictException.class,
                409,
                aws -> update(aws, r -> r.integrationResponseKey("/404/")))),
        exchange(
            "a throttled account",
            List.of(A_RESPONSE, state(ACCOUNT_THROTTLED, SECONDS, 5)),
            throttled(),
            TooManyRequestsException.class),
        exchange(
            "what the store cannot reach",
            List.of(A_RESPONSE, state(STORE_UNAVAILABLE)),
            unavailable(),
            ApiGatewayV2Exception.class),
        refused(
            "an unknown contentHandlingStrategy",
            "contentHandlingStrategy",
            object("contentHandlingStrategy", is("CONVERT_TO_NOTHING")),
            r -> r.contentHandlingStrategy("CONVERT_TO_NOTHING")),
        refused(
            "an empty integrationResponseKey",
            "integrationResponseKey",
            object("integrationResponseKey", is("")),
            r -> r.integrationResponseKey("")),
        refused(
            "an integrationResponseKey that is too long",
            "integrationResponseKey",
            object("integrationResponseKey", is("k".repeat(1025))),
            r -> r.integrationResponseKey("k".repeat(1025))),
        refused(
            "an integrationResponseKey that is no regular expression",
            "integrationResponseKey",
            object("integrationResponseKey", is("/(/")),
            r -> r.integrationResponseKey("/(/")),
        refused(
            "a response parameter for no header",
            "responseParameters",
            object("responseParameters", object("header", is("'1'"))),
            r -> r.responseParameters(Map.of("header", "'1'"))),
        refused(
            "a response parameter without a mapping expression",
            "mapping expression",
            object("responseParameters", object("method.response.header.a", is("true"))),
            r -> r.responseParameters(Map.of("method.response.header.a", "true"))),
        refused(
            "a response parameter that is too long",
            "responseParameters",
            object(
                "responseParameters",
                object("method.response.header.a", is("'" + "v".repeat(511) + "'"))),
            r ->
                r.responseParameters(
                    Map.of("method.response.header.a", "'" + "v".repeat(511) + "'"))),
        refused(
            "a response template for no content type",
            "responseTemplates",
            object("responseTemplates", object("", is("x"))),
            r -> r.responseTemplates(Map.of("", "x"))),
        refused(
            "a response template that is too long",
            "responseTemplates",
            object("responseTemplates", object("a", is("t".repeat(32_769)))),
            r -> r.responseTemplates(Map.of("a", "t".repeat(32_769)))),
        refused(
            "a templateSelectionExpression that is too long",
            "templateSelectionExpression",
            object("templateSelectionExpression", is("e".repeat(1025))),
            r -> r.templateSelectionExpression("e".repeat(1025))));
  }

  private static Exchange missing(String what, String state, String resourceType) {
    return new Exchange(
        "UpdateIntegrationResponse of " + what,
        List.of(state(state)),
        Request.of("PATCH", RESPONSE).body(CHANGE),
        notFound(resourceType),
        call(
            aws -> {
              NotFoundException failure =
                  catchThrowableOfType(
                      NotFoundException.class,
                      () -> update(aws, r -> r.templateSelectionExpression("$default")));
              assertThat(failure.resourceType()).isEqualTo(resourceType);
            }));
  }

  private static Exchange exchange(
      String what,
      List<ProviderState> states,
      Answer answer,
      Class<? extends ApiGatewayV2Exception> type) {
    return new Exchange(
        "UpdateIntegrationResponse of " + what,
        states,
        Request.of("PATCH", RESPONSE).body(CHANGE),
        answer,
        failing(
            type,
            answer.status(),
            aws -> update(aws, r -> r.templateSelectionExpression("$default"))));
  }

  private static Exchange refused(
      String what,
      String named,
      Shape sent,
      Consumer<UpdateIntegrationResponseRequest.Builder> change) {
    return new Exchange(
        "UpdateIntegrationResponse of " + what,
        List.of(A_RESPONSE),
        Request.of("PATCH", RESPONSE).body(sent),
        badRequest(named),
        failing(BadRequestException.class, 400, aws -> update(aws, change)));
  }
}
