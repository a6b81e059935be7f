package dev.patchbay.model;

import java.util.List;

/**
 * The types of Amazon API Gateway v2 that are served, one row a type.
 *
 * <p>Members stand in the order of the AWS model. Sources: the AWS API Gateway v2 service model,
 * API version 2018-11-29, and for texts and lengths of identifiers the answers of AWS.
 */
public final class ApiGatewayTypes {

  public static final ResourceType API = ApiRow.root();

  public static final ResourceType INTEGRATION = IntegrationRow.under(API);

  public static final ResourceType INTEGRATION_RESPONSE = IntegrationRow.response(INTEGRATION);

  public static final ResourceType MODEL = ModelRow.under(API);

  public static final ResourceType AUTHORIZER = AuthorizerRow.under(API);

  public static final ResourceType ROUTE = RouteRow.under(API, INTEGRATION, MODEL, AUTHORIZER);

  public static final ResourceType ROUTE_RESPONSE = RouteRow.response(ROUTE, MODEL);

  public static final ResourceType DEPLOYMENT_SNAPSHOT = DeploymentRow.snapshot(API);

  public static final ResourceType DEPLOYMENT = DeploymentRow.deployment(API, DEPLOYMENT_SNAPSHOT);

  public static final ResourceType STAGE = StageRow.under(API, DEPLOYMENT);

  public static final ResourceType DOMAIN_NAME = DomainNameRow.root();

  public static final ResourceType API_MAPPING = DomainNameRow.mapping(DOMAIN_NAME, API, STAGE);

  public static final ResourceType ROUTING_RULE = RoutingRuleRow.under(DOMAIN_NAME, API, STAGE);

  public static final ResourceType VPC_LINK = VpcLinkRow.root();

  public static final ResourceType ACCOUNT = AccountRow.root();

  public static final ResourceType PORTAL = PortalRow.root();

  public static final ResourceType PORTAL_PRODUCT = PortalProductRow.root();

  public static final ResourceType PRODUCT_PAGE = ProductPageRow.page(PORTAL_PRODUCT);

  public static final ResourceType PRODUCT_REST_ENDPOINT_PAGE =
      ProductPageRow.restEndpointPage(PORTAL_PRODUCT);

  public static final ResourceTypes ALL =
      new ResourceTypes(
          List.of(
              API,
              INTEGRATION,
              INTEGRATION_RESPONSE,
              MODEL,
              AUTHORIZER,
              ROUTE,
              ROUTE_RESPONSE,
              DEPLOYMENT_SNAPSHOT,
              DEPLOYMENT,
              STAGE,
              DOMAIN_NAME,
              API_MAPPING,
              ROUTING_RULE,
              VPC_LINK,
              ACCOUNT,
              PORTAL,
              PORTAL_PRODUCT,
              PRODUCT_PAGE,
              PRODUCT_REST_ENDPOINT_PAGE),
          ApiGatewayOperations.of(
              API, INTEGRATION, MODEL, ROUTE, STAGE, ACCOUNT, PORTAL, PORTAL_PRODUCT));

  private ApiGatewayTypes() {}
}
