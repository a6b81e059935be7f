package dev.patchbay.contract;

/**
 * The names of the provider states that the service can be brought into, exactly as contracts write
 * them. The guide to contracts has a table of their effects, their parameters and the values that
 * they return; {@link StateParameters} has the names of both.
 */
public final class ProviderStates {

  /** An API; {@code protocolType} and {@code name}. Returns {@code apiId}. */
  public static final String AN_API = "an API";

  /** An integration with any members. Returns {@code apiId} and {@code integrationId}. */
  public static final String AN_INTEGRATION = "an integration";

  /** An integration response with any members. Returns all three identifiers. */
  public static final String AN_INTEGRATION_RESPONSE = "an integration response";

  /** As many as {@code count} says, with the keys /k1/ to /kN/. Returns the parents' ids. */
  public static final String INTEGRATION_RESPONSES = "integration responses";

  /** A sibling of the integration response that a state before it has set up. */
  public static final String ANOTHER_INTEGRATION_RESPONSE = "another integration response";

  /** {@code count} updates of the integration response that a state before it has set up. */
  public static final String UPDATES_OF_INTEGRATION_RESPONSE =
      "updates of the integration response";

  /** An integration that cannot be deleted. Returns {@code routeId} too. */
  public static final String AN_INTEGRATION_IN_USE = "an integration in use by a route";

  /**
   * A reply of the backend, from which a message is rendered; {@code statusCode}, {@code body} and
   * the other members of a case.
   */
  public static final String A_REPLY = "a reply of the backend";

  /**
   * A client that is connected to a stage. Returns {@code apiId}, {@code stageName} and {@code
   * connectionId}, as the other states of connections do.
   */
  public static final String A_CONNECTION = "a connection";

  /** A connection that its client has closed. */
  public static final String A_GONE_CONNECTION = "a gone connection";

  /** A connection to another replica than the one that gets the request. */
  public static final String A_CONNECTION_ON_ANOTHER_REPLICA = "a connection on another replica";

  /** A connection whose client has stopped reading. */
  public static final String A_SLOW_CONSUMER = "a slow consumer";

  /** A model with any members. Returns {@code apiId} and {@code modelId}. */
  public static final String A_MODEL = "a model";

  /** An authorizer with any members. Returns {@code apiId} and {@code authorizerId}. */
  public static final String AN_AUTHORIZER = "an authorizer";

  /** A route; {@code routeKey}. Returns {@code apiId} and {@code routeId}. */
  public static final String A_ROUTE = "a route";

  /** A route response. Returns {@code apiId}, {@code routeId}, {@code routeResponseId}. */
  public static final String A_ROUTE_RESPONSE = "a route response";

  /** A deployment of an API with a route. Returns {@code apiId} and {@code deploymentId}. */
  public static final String A_DEPLOYMENT = "a deployment";

  /** A stage with any members. Returns {@code apiId} and {@code stageName}. */
  public static final String A_STAGE = "a stage";

  /** A domain name with any members. Returns {@code domainName}. */
  public static final String A_DOMAIN_NAME = "a domain name";

  /** A mapping with any members, and its API. Returns all their identifiers. */
  public static final String AN_API_MAPPING = "an API mapping";

  /** A routing rule with any members, and its API. Returns all their identifiers. */
  public static final String A_ROUTING_RULE = "a routing rule";

  /** A VPC link with any members. Returns {@code vpcLinkId}. */
  public static final String A_VPC_LINK = "a VPC link";

  /** A portal with any members. Returns {@code portalId}. */
  public static final String A_PORTAL = "a portal";

  /** A portal product with any members. Returns {@code portalProductId}. */
  public static final String A_PORTAL_PRODUCT = "a portal product";

  /** A product page with any members. Returns both identifiers. */
  public static final String A_PRODUCT_PAGE = "a product page";

  /** A page about an endpoint with any members. Returns both identifiers. */
  public static final String A_PRODUCT_REST_ENDPOINT_PAGE = "a product REST endpoint page";

  /** Returns identifiers of which not even the API exists. */
  public static final String NO_API = "no API";

  /** Returns identifiers of which only the API exists. */
  public static final String NO_INTEGRATION = "no integration";

  /** Returns identifiers of which the API and the integration exist. */
  public static final String NO_INTEGRATION_RESPONSE = "no integration response";

  /** Returns identifiers of which only the API exists. */
  public static final String NO_MODEL = "no model";

  /** Returns identifiers of which only the API exists. */
  public static final String NO_AUTHORIZER = "no authorizer";

  /** Returns identifiers of which only the API exists. */
  public static final String NO_ROUTE = "no route";

  /** Returns identifiers of which the API and the route exist. */
  public static final String NO_ROUTE_RESPONSE = "no route response";

  /** Returns identifiers of which only the API exists. */
  public static final String NO_DEPLOYMENT = "no deployment";

  /** Returns identifiers of which only the API exists. */
  public static final String NO_STAGE = "no stage";

  /** Returns identifiers of which not even the domain name exists. */
  public static final String NO_DOMAIN_NAME = "no domain name";

  /** Returns identifiers of which only the domain name exists. */
  public static final String NO_API_MAPPING = "no API mapping";

  /** Returns identifiers of which only the domain name exists. */
  public static final String NO_ROUTING_RULE = "no routing rule";

  /** Returns the identifier of no VPC link. */
  public static final String NO_VPC_LINK = "no VPC link";

  /** Returns the identifier of no portal. */
  public static final String NO_PORTAL = "no portal";

  /** Returns identifiers of which not even the portal product exists. */
  public static final String NO_PORTAL_PRODUCT = "no portal product";

  /** Returns identifiers of which only the portal product exists. */
  public static final String NO_PRODUCT_PAGE = "no product page";

  /** Returns identifiers of which only the portal product exists. */
  public static final String NO_PRODUCT_REST_ENDPOINT_PAGE = "no product REST endpoint page";

  /** A second writer wins the race; {@code times}. */
  public static final String CONCURRENT_MODIFICATION =
      "the next write is overtaken by a concurrent modification";

  /** A second writer deletes the resource while it is being updated. */
  public static final String DELETED_BETWEEN_READ_AND_WRITE =
      "the integration response is deleted between read and write";

  /** Nothing is left of the account's request quota; {@code seconds}. */
  public static final String ACCOUNT_THROTTLED = "the account is throttled";

  /** The store cannot be reached. */
  public static final String STORE_UNAVAILABLE = "the store is unavailable";

  /** Each answer of the store is late; {@code millis}. */
  public static final String STORE_SLOW = "the store is slow";

  /** The caller may read and not write. */
  public static final String CALLER_READ_ONLY = "the caller is read-only";

  /** The request was signed too long ago. */
  public static final String CREDENTIALS_EXPIRED = "the credentials have expired";

  /** The caller belongs to an account that has nothing. */
  public static final String CALLER_OF_ANOTHER_ACCOUNT = "the caller is of another account";

  private ProviderStates() {}
}
