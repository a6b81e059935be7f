package dev.patchbay.contract;

import au.com.dius.pact.provider.junitsupport.State;
import dev.patchbay.provider.ContractProvider;
import java.util.Map;

/**
 * One method for each state of resources, because Pact does not pass the name of a state to its
 * method.
 */
final class ResourceStateMethods {

  private final ContractProvider provider;

  ResourceStateMethods(ContractProvider provider) {
    this.provider = provider;
  }

  @State(ProviderStates.AN_API)
  Map<String, Object> anApi(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.AN_API, parameters);
  }

  @State(ProviderStates.AN_INTEGRATION)
  Map<String, Object> anIntegration(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.AN_INTEGRATION, parameters);
  }

  @State(ProviderStates.AN_INTEGRATION_RESPONSE)
  Map<String, Object> anIntegrationResponse(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.AN_INTEGRATION_RESPONSE, parameters);
  }

  @State(ProviderStates.INTEGRATION_RESPONSES)
  Map<String, Object> integrationResponses(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.INTEGRATION_RESPONSES, parameters);
  }

  @State(ProviderStates.ANOTHER_INTEGRATION_RESPONSE)
  Map<String, Object> anotherIntegrationResponse(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.ANOTHER_INTEGRATION_RESPONSE, parameters);
  }

  @State(ProviderStates.UPDATES_OF_INTEGRATION_RESPONSE)
  Map<String, Object> updatesOfIntegrationResponse(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.UPDATES_OF_INTEGRATION_RESPONSE, parameters);
  }

  @State(ProviderStates.AN_INTEGRATION_IN_USE)
  Map<String, Object> anIntegrationInUse(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.AN_INTEGRATION_IN_USE, parameters);
  }

  @State(ProviderStates.A_REPLY)
  Map<String, Object> aReply(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_REPLY, parameters);
  }

  @State(ProviderStates.A_MODEL)
  Map<String, Object> aModel(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_MODEL, parameters);
  }

  @State(ProviderStates.AN_AUTHORIZER)
  Map<String, Object> anAuthorizer(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.AN_AUTHORIZER, parameters);
  }

  @State(ProviderStates.A_ROUTE)
  Map<String, Object> aRoute(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_ROUTE, parameters);
  }

  @State(ProviderStates.A_ROUTE_RESPONSE)
  Map<String, Object> aRouteResponse(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_ROUTE_RESPONSE, parameters);
  }

  @State(ProviderStates.A_DEPLOYMENT)
  Map<String, Object> aDeployment(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_DEPLOYMENT, parameters);
  }

  @State(ProviderStates.A_STAGE)
  Map<String, Object> aStage(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_STAGE, parameters);
  }

  @State(ProviderStates.A_DOMAIN_NAME)
  Map<String, Object> aDomainName(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_DOMAIN_NAME, parameters);
  }

  @State(ProviderStates.AN_API_MAPPING)
  Map<String, Object> anApiMapping(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.AN_API_MAPPING, parameters);
  }

  @State(ProviderStates.A_ROUTING_RULE)
  Map<String, Object> aRoutingRule(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_ROUTING_RULE, parameters);
  }

  @State(ProviderStates.A_VPC_LINK)
  Map<String, Object> aVpcLink(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_VPC_LINK, parameters);
  }

  @State(ProviderStates.A_PORTAL)
  Map<String, Object> aPortal(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_PORTAL, parameters);
  }

  @State(ProviderStates.A_PORTAL_PRODUCT)
  Map<String, Object> aPortalProduct(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_PORTAL_PRODUCT, parameters);
  }

  @State(ProviderStates.A_PRODUCT_PAGE)
  Map<String, Object> aProductPage(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_PRODUCT_PAGE, parameters);
  }

  @State(ProviderStates.A_PRODUCT_REST_ENDPOINT_PAGE)
  Map<String, Object> aProductRestEndpointPage(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.A_PRODUCT_REST_ENDPOINT_PAGE, parameters);
  }

  @State(ProviderStates.NO_API)
  Map<String, Object> noApi(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_API, parameters);
  }

  @State(ProviderStates.NO_INTEGRATION)
  Map<String, Object> noIntegration(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_INTEGRATION, parameters);
  }

  @State(ProviderStates.NO_INTEGRATION_RESPONSE)
  Map<String, Object> noIntegrationResponse(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_INTEGRATION_RESPONSE, parameters);
  }

  @State(ProviderStates.NO_MODEL)
  Map<String, Object> noModel(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_MODEL, parameters);
  }

  @State(ProviderStates.NO_AUTHORIZER)
  Map<String, Object> noAuthorizer(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_AUTHORIZER, parameters);
  }

  @State(ProviderStates.NO_ROUTE)
  Map<String, Object> noRoute(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_ROUTE, parameters);
  }

  @State(ProviderStates.NO_ROUTE_RESPONSE)
  Map<String, Object> noRouteResponse(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_ROUTE_RESPONSE, parameters);
  }

  @State(ProviderStates.NO_DEPLOYMENT)
  Map<String, Object> noDeployment(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_DEPLOYMENT, parameters);
  }

  @State(ProviderStates.NO_STAGE)
  Map<String, Object> noStage(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_STAGE, parameters);
  }

  @State(ProviderStates.NO_DOMAIN_NAME)
  Map<String, Object> noDomainName(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_DOMAIN_NAME, parameters);
  }

  @State(ProviderStates.NO_API_MAPPING)
  Map<String, Object> noApiMapping(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_API_MAPPING, parameters);
  }

  @State(ProviderStates.NO_ROUTING_RULE)
  Map<String, Object> noRoutingRule(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_ROUTING_RULE, parameters);
  }

  @State(ProviderStates.NO_VPC_LINK)
  Map<String, Object> noVpcLink(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_VPC_LINK, parameters);
  }

  @State(ProviderStates.NO_PORTAL)
  Map<String, Object> noPortal(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_PORTAL, parameters);
  }

  @State(ProviderStates.NO_PORTAL_PRODUCT)
  Map<String, Object> noPortalProduct(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_PORTAL_PRODUCT, parameters);
  }

  @State(ProviderStates.NO_PRODUCT_PAGE)
  Map<String, Object> noProductPage(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_PRODUCT_PAGE, parameters);
  }

  @State(ProviderStates.NO_PRODUCT_REST_ENDPOINT_PAGE)
  Map<String, Object> noProductRestEndpointPage(Map<String, Object> parameters) {
    return provider.setUp(ProviderStates.NO_PRODUCT_REST_ENDPOINT_PAGE, parameters);
  }
}
