package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.ACCOUNT_THROTTLED;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.COUNT;
import static dev.patchbay.contract.ProviderStates.INTEGRATION_RESPONSES;
import static dev.patchbay.contract.ProviderStates.INTEGRATION_RESPONSE_KEY;
import static dev.patchbay.contract.ProviderStates.MAX_RESULTS;
import static dev.patchbay.contract.ProviderStates.NO_API;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.SECONDS;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.badRequest;
import static dev.patchbay.pact.Answers.deleted;
import static dev.patchbay.pact.Answers.error;
import static dev.patchbay.pact.Answers.keyTaken;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.Answers.throttled;
import static dev.patchbay.pact.AwsSdk.API_ID;
import static dev.patchbay.pact.AwsSdk.INTEGRATION_ID;
import static dev.patchbay.pact.AwsSdk.RESPONSE;
import static dev.patchbay.pact.AwsSdk.RESPONSES;
import static dev.patchbay.pact.AwsSdk.RESPONSE_ID;
import static dev.patchbay.pact.AwsSdk.call;
import static dev.patchbay.pact.AwsSdk.failing;
import static dev.patchbay.pact.Exchange.example;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.list;
import static dev.patchbay.pact.Shape.matching;
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
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponseResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponsesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponsesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;

/** Create, Get, GetAll and Delete of integration responses. */
final class AwsSdkSiblings {

  private static final Shape ONLY_A_KEY =
      object("integrationResponseId", like("r1r1r1r"), "integrationResponseKey", is("/200/"));
  private static final Shape KEY_SENT = object("integrationResponseKey", is("/200/"));
  private static final Shape ALL =
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
  private static final ProviderState A_RESPONSE =
      state(AN_INTEGRATION_RESPONSE, INTEGRATION_RESPONSE_KEY, "/200/");
  private static final ProviderState THROTTLED = state(ACCOUNT_THROTTLED, SECONDS, 5);

  private AwsSdkSiblings() {}

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
        throttledExchange(
            "CreateIntegrationResponse",
            state(AN_INTEGRATION),
            Request.of("POST", RESPONSES).body(KEY_SENT),
            aws -> create(aws, r -> {})));
  }

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
        refused(
            "GetIntegrationResponse of an unknown API", NO_API, "GET", "Api", AwsSdkSiblings::get),
        refused(
            "GetIntegrationResponse of an unknown integration",
            NO_INTEGRATION,
            "GET",
            "Integration",
            AwsSdkSiblings::get),
        refused(
            "GetIntegrationResponse of an unknown integration response",
            NO_INTEGRATION_RESPONSE,
            "GET",
            "IntegrationResponse",
            AwsSdkSiblings::get),
        throttledExchange(
            "GetIntegrationResponse",
            A_RESPONSE,
            Request.of("GET", RESPONSE),
            AwsSdkSiblings::get));
  }

  static List<Exchange> listing() {
    Shape item =
        object(
            "integrationResponseId",
            like("r1r1r1r"),
            "integrationResponseKey",
            matching("^/k[0-9]+/$", "/k1/"));
    return List.of(
        page(
            "an empty collection",
            state(AN_INTEGRATION),
            Request.of("GET", RESPONSES),
            object("items", is(List.of())),
            r -> {},
            a -> assertThat(a.items()).isEmpty()),
        page(
            "a collection that fits on a page",
            state(INTEGRATION_RESPONSES, COUNT, 3),
            Request.of("GET", RESPONSES),
            object("items", list(3, item)),
            r -> {},
            a -> assertThat(a.items()).hasSize(3)),
        page(
            "a first page",
            state(INTEGRATION_RESPONSES, COUNT, 3),
            Request.of("GET", RESPONSES).query("maxResults", "2"),
            object("items", list(2, item), "nextToken", matching("^.+$", "bmV4dA")),
            r -> r.maxResults("2"),
            a -> assertThat(a.nextToken()).isNotEmpty()),
        page(
            "a last page",
            state(INTEGRATION_RESPONSES, COUNT, 3, MAX_RESULTS, 2),
            Request.of("GET", RESPONSES)
                .query("maxResults", "2")
                .query("nextToken", "${nextToken}"),
            object("items", list(1, item)),
            r -> r.maxResults("2").nextToken(example("${nextToken}")),
            a -> assertThat(a.items()).hasSize(1)),
        page(
            "a last page, which names no other",
            state(INTEGRATION_RESPONSES, COUNT, 3, MAX_RESULTS, 2),
            Request.of("GET", RESPONSES)
                .query("maxResults", "2")
                .query("nextToken", "${nextToken}"),
            object("items", list(1, item)).withNothingElse(),
            r -> r.maxResults("2").nextToken(example("${nextToken}")),
            a -> assertThat(a.nextToken()).isNull()),
        refusedPage(
            "no number of results",
            badRequest("maxResults"),
            Request.of("GET", RESPONSES).query("maxResults", "many"),
            BadRequestException.class,
            state(AN_INTEGRATION),
            r -> r.maxResults("many")),
        refusedPage(
            "a token that is none",
            badRequest("nextToken"),
            Request.of("GET", RESPONSES).query("nextToken", "none"),
            BadRequestException.class,
            state(AN_INTEGRATION),
            r -> r.nextToken("none")),
        refusedPage(
            "an unknown API",
            notFound("Api"),
            Request.of("GET", RESPONSES),
            NotFoundException.class,
            state(NO_API),
            r -> {}),
        refusedPage(
            "an unknown integration",
            notFound("Integration"),
            Request.of("GET", RESPONSES),
            NotFoundException.class,
            state(NO_INTEGRATION),
            r -> {}),
        throttledExchange(
            "GetIntegrationResponses",
            state(AN_INTEGRATION),
            Request.of("GET", RESPONSES),
            aws -> getPage(aws, r -> {})));
  }

  static List<Exchange> deleting() {
    return List.of(
        new Exchange(
            "DeleteIntegrationResponse of one that is there",
            List.of(A_RESPONSE),
            Request.of("DELETE", RESPONSE),
            deleted(),
            call(AwsSdkSiblings::delete)),
        refused(
            "DeleteIntegrationResponse of an unknown API",
            NO_API,
            "DELETE",
            "Api",
            AwsSdkSiblings::delete),
        refused(
            "DeleteIntegrationResponse of an unknown integration",
            NO_INTEGRATION,
            "DELETE",
            "Integration",
            AwsSdkSiblings::delete),
        refused(
            "DeleteIntegrationResponse of an unknown integration response",
            NO_INTEGRATION_RESPONSE,
            "DELETE",
            "IntegrationResponse",
            AwsSdkSiblings::delete),
        throttledExchange(
            "DeleteIntegrationResponse",
            A_RESPONSE,
            Request.of("DELETE", RESPONSE),
            AwsSdkSiblings::delete));
  }

  private static CreateIntegrationResponseResponse create(
      ApiGatewayV2Client aws, Consumer<CreateIntegrationResponseRequest.Builder> members) {
    return aws.createIntegrationResponse(
        r -> {
          r.apiId(API_ID).integrationId(INTEGRATION_ID).integrationResponseKey("/200/");
          members.accept(r);
        });
  }

  private static GetIntegrationResponseResponse get(ApiGatewayV2Client aws) {
    return aws.getIntegrationResponse(
        r -> r.apiId(API_ID).integrationId(INTEGRATION_ID).integrationResponseId(RESPONSE_ID));
  }

  private static void delete(ApiGatewayV2Client aws) {
    aws.deleteIntegrationResponse(
        r -> r.apiId(API_ID).integrationId(INTEGRATION_ID).integrationResponseId(RESPONSE_ID));
  }

  private static GetIntegrationResponsesResponse getPage(
      ApiGatewayV2Client aws, Consumer<GetIntegrationResponsesRequest.Builder> paging) {
    return aws.getIntegrationResponses(
        r -> {
          r.apiId(API_ID).integrationId(INTEGRATION_ID);
          paging.accept(r);
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

  private static Exchange page(
      String what,
      ProviderState state,
      Request request,
      Shape answered,
      Consumer<GetIntegrationResponsesRequest.Builder> paging,
      Consumer<GetIntegrationResponsesResponse> reading) {
    return new Exchange(
        "GetIntegrationResponses of " + what,
        List.of(state),
        request,
        answer(200, answered),
        call(aws -> reading.accept(getPage(aws, paging))));
  }

  private static Exchange refusedPage(
      String what,
      Answer answer,
      Request request,
      Class<? extends ApiGatewayV2Exception> type,
      ProviderState state,
      Consumer<GetIntegrationResponsesRequest.Builder> paging) {
    return new Exchange(
        "GetIntegrationResponses of " + what,
        List.of(state),
        request,
        answer,
        failing(type, answer.status(), aws -> getPage(aws, paging)));
  }

  private static Exchange refused(
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

  private static Exchange throttledExchange(
      String operation, ProviderState state, Request request, Consumer<ApiGatewayV2Client> code) {
    return new Exchange(
        operation + " of a throttled account",
        List.of(state, THROTTLED),
        request,
        throttled(),
        failing(TooManyRequestsException.class, 429, code));
  }
}
