package dev.patchbay.contract;

import static dev.patchbay.contract.ErrorAnswer.ACCESS_DENIED;
import static dev.patchbay.contract.ErrorAnswer.BAD_REQUEST;
import static dev.patchbay.contract.ErrorAnswer.CONCURRENT_MODIFICATION;
import static dev.patchbay.contract.ErrorAnswer.CONFLICT;
import static dev.patchbay.contract.ErrorAnswer.INVALID_SIGNATURE;
import static dev.patchbay.contract.ErrorAnswer.NOT_FOUND;
import static dev.patchbay.contract.ErrorAnswer.PRECONDITION_FAILED;
import static dev.patchbay.contract.ErrorAnswer.SERIALIZATION;
import static dev.patchbay.contract.ErrorAnswer.SERVICE_UNAVAILABLE;
import static dev.patchbay.contract.ErrorAnswer.TOO_MANY_REQUESTS;
import static dev.patchbay.contract.ErrorAnswer.UNSUPPORTED_MEDIA_TYPE;

import au.com.dius.pact.consumer.ConsumerPactBuilder;
import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import au.com.dius.pact.consumer.dsl.PactDslRequestWithPath;
import au.com.dius.pact.consumer.dsl.PactDslResponse;
import au.com.dius.pact.consumer.dsl.PactDslWithProvider;
import au.com.dius.pact.consumer.dsl.PactDslWithState;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A contract made of all bodies of the kit, verified with the kit. */
@Timeout(60)
@PatchbayProvider
@Provider("patchbay")
@PactFolder("target/kit-pacts")
class ContractKitTest {

  private static final String API = "/v2/apis/${apiId}";
  private static final String INTEGRATION = API + "/integrations/${integrationId}";
  private static final String RESPONSES = INTEGRATION + "/integrationresponses";
  private static final String RESPONSE = RESPONSES + "/${integrationResponseId}";
  private static final String ROUTE = API + "/routes/${routeId}";
  private static final String DOMAIN_NAME = "/v2/domainnames/${domainName}";
  private static final String CHANGE = "{\"templateSelectionExpression\":\"changed\"}";

  private PactDslResponse contract = first();

  private static PactDslResponse first() {
    return request(given("an API").uponReceiving("an API"), "GET", API)
        .willRespondWith()
        .status(200)
        .body(ResourceBodies.api());
  }

  private static PactDslWithProvider builder() {
    return ConsumerPactBuilder.consumer("kit").hasPactWith("patchbay");
  }

  private static PactDslWithState given(String state) {
    return builder().given(state);
  }

  private static PactDslRequestWithPath request(
      au.com.dius.pact.consumer.dsl.PactDslRequestWithoutPath described,
      String method,
      String path) {
    return described
        .method(method)
        .pathFromProviderState(path, path.replaceAll("\\$\\{[a-zA-Z]+}", "x1x1x1x"));
  }

  private void found(String state, String path, PactDslJsonBody body) {
    contract =
        request(contract.given(state).uponReceiving(state + " at " + path), "GET", path)
            .willRespondWith()
            .status(200)
            .matchHeader("Content-Type", "application/json.*", "application/json")
            .body(body);
  }

  private void refused(
      ErrorAnswer error, PactDslWithState given, String method, String path, String... more) {
    PactDslRequestWithPath request =
        request(given.uponReceiving(error + " for " + method), method, path);
    if (method.equals("PATCH")) {
      request = request.headers("Content-Type", more.length > 1 ? more[1] : "application/json");
      request = request.body(more.length > 0 ? more[0] : CHANGE);
    } else if (more.length > 0) {
      request = request.headers("If-Match", more[0]);
    }
    contract = error.answer(request.willRespondWith());
  }

  private PactDslWithState given(String state, Map<String, Object> parameters) {
    return contract.given(state, parameters);
  }

  @BeforeAll
  static void write() {
    new ContractKitTest().writeAll();
  }

  private void writeAll() {
    found("an integration", INTEGRATION, ResourceBodies.integration());
    found("an integration response", RESPONSE, ResourceBodies.integrationResponse());
    found("a model", API + "/models/${modelId}", ResourceBodies.model());
    found("an authorizer", API + "/authorizers/${authorizerId}", ResourceBodies.authorizer());
    found("a deployment", API + "/deployments/${deploymentId}", ResourceBodies.deployment());
    found("a stage", API + "/stages/${stageName}", ResourceBodies.stage());
    found("a route", ROUTE, ResourceBodies.route());
    found(
        "a route response",
        ROUTE + "/routeresponses/${routeResponseId}",
        ResourceBodies.routeResponse());
    found("a domain name", DOMAIN_NAME, ResourceBodies.domainName());
    found(
        "an API mapping",
        DOMAIN_NAME + "/apimappings/${apiMappingId}",
        ResourceBodies.apiMapping());
    found(
        "a routing rule",
        DOMAIN_NAME + "/routingrules/${routingRuleId}",
        ResourceBodies.routingRule());
    found("a VPC link", "/v2/vpclinks/${vpcLinkId}", ResourceBodies.vpcLink());
    found("a portal", "/v2/portals/${portalId}", PortalBodies.portal());
    String product = "/v2/portalproducts/${portalProductId}";
    found("a portal product", product, PortalBodies.portalProduct());
    found("a product page", product + "/productpages/${productPageId}", PortalBodies.productPage());
    found(
        "a product REST endpoint page",
        product + "/productrestendpointpages/${productRestEndpointPageId}",
        PortalBodies.productRestEndpointPage());
    found(
        "integration responses",
        RESPONSES,
        ResourceBodies.page(ResourceBodies.integrationResponse()));
    refused(NOT_FOUND, given("no integration", Map.of()), "GET", INTEGRATION);
    Map<String, Object> none = Map.of();
    String state = "an integration response";
    refused(
        BAD_REQUEST, given(state, none), "PATCH", RESPONSE, "{\"integrationResponseKey\":\"\"}");
    refused(SERIALIZATION, given(state, none), "PATCH", RESPONSE, "{\"integrationResponseKey\":1}");
    refused(UNSUPPORTED_MEDIA_TYPE, given(state, none), "PATCH", RESPONSE, "a", "text/plain");
    refused(PRECONDITION_FAILED, given(state, none), "DELETE", RESPONSE, "\"999\"");
    refused(
        CONFLICT,
        given(state, none).given("another integration response"),
        "PATCH",
        RESPONSE,
        "{\"integrationResponseKey\":\"/400/\"}");
    refused(
        CONCURRENT_MODIFICATION,
        given(state, none).given("the next write is overtaken by a concurrent modification"),
        "PATCH",
        RESPONSE);
    refused(
        TOO_MANY_REQUESTS,
        given(state, none).given("the account is throttled", Map.of("seconds", 30)),
        "PATCH",
        RESPONSE);
    refused(
        SERVICE_UNAVAILABLE,
        given(state, none).given("the store is unavailable"),
        "PATCH",
        RESPONSE);
    refused(ACCESS_DENIED, given(state, none).given("the caller is read-only"), "PATCH", RESPONSE);
    refused(
        INVALID_SIGNATURE,
        given(state, none).given("the credentials have expired"),
        "GET",
        RESPONSE);
    contract.toPact(V4Pact.class).write("target/kit-pacts", PactSpecVersion.V4);
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void verify(PactVerificationContext context) {
    context.verifyInteraction();
  }
}
