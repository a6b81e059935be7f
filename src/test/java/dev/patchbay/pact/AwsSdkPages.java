package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.INTEGRATION_RESPONSES;
import static dev.patchbay.contract.ProviderStates.NO_API;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION;
import static dev.patchbay.contract.StateParameters.COUNT;
import static dev.patchbay.contract.StateParameters.MAX_RESULTS;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.badRequest;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.AwsSdk.API_ID;
import static dev.patchbay.pact.AwsSdk.INTEGRATION_ID;
import static dev.patchbay.pact.AwsSdk.RESPONSES;
import static dev.patchbay.pact.AwsSdk.call;
import static dev.patchbay.pact.AwsSdk.failing;
import static dev.patchbay.pact.AwsSdk.tooOften;
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
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponsesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponsesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** The contract of GetIntegrationResponses: pages, and the refusals of malformed page requests. */
final class AwsSdkPages {

  private AwsSdkPages() {}

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
        tooOften(
            "GetIntegrationResponses",
            state(AN_INTEGRATION),
            Request.of("GET", RESPONSES),
            aws -> getPage(aws, r -> {})));
  }

  private static GetIntegrationResponsesResponse getPage(
      ApiGatewayV2Client aws, Consumer<GetIntegrationResponsesRequest.Builder> paging) {
    return aws.getIntegrationResponses(
        r -> {
          r.apiId(API_ID).integrationId(INTEGRATION_ID);
          paging.accept(r);
        });
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
}
