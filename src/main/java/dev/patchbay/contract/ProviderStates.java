package dev.patchbay.contract;

/**
 * The names and parameters of the provider states that the service can be brought into, exactly as
 * contracts write them. The guide to contracts has a table of their effects and of the values that
 * they return.
 */
public final class ProviderStates {

  /** An API; {@link #PROTOCOL_TYPE} and {@link #NAME}. Returns {@link #API_ID}. */
  public static final String AN_API = "an API";

  /** An integration with any members. Returns {@link #API_ID} and {@link #INTEGRATION_ID}. */
  public static final String AN_INTEGRATION = "an integration";

  /** An integration response with any members. Returns all three identifiers. */
  public static final String AN_INTEGRATION_RESPONSE = "an integration response";

  /** As many as {@link #COUNT} says, with the keys /k1/ to /kN/. Returns the parents' ids. */
  public static final String INTEGRATION_RESPONSES = "integration responses";

  /** A sibling of the integration response that a state before it has set up. */
  public static final String ANOTHER_INTEGRATION_RESPONSE = "another integration response";

  /** {@link #COUNT} updates of the integration response that a state before it has set up. */
  public static final String UPDATES_OF_INTEGRATION_RESPONSE =
      "updates of the integration response";

  /** An integration that cannot be deleted. Returns {@link #ROUTE_ID} too. */
  public static final String AN_INTEGRATION_IN_USE = "an integration in use by a route";

  /**
   * A reply of the backend, from which a message is rendered; {@link #STATUS_CODE}, {@link #BODY}
   * and the other members of a case.
   */
  public static final String A_REPLY = "a reply of the backend";

  /**
   * A client that is connected to a stage. Returns {@link #API_ID}, {@link #STAGE_NAME} and {@link
   * #CONNECTION_ID}, as the other states of connections do.
   */
  public static final String A_CONNECTION = "a connection";

  /** A connection that its client has closed. */
  public static final String A_GONE_CONNECTION = "a gone connection";

  /** A connection to another replica than the one that gets the request. */
  public static final String A_CONNECTION_ON_ANOTHER_REPLICA = "a connection on another replica";

  /** A connection whose client has stopped reading. */
  public static final String A_SLOW_CONSUMER = "a slow consumer";

  /** A model with any members. Returns {@link #API_ID} and {@code modelId}. */
  public static final String A_MODEL = "a model";

  /** An authorizer with any members. Returns {@link #API_ID} and {@code authorizerId}. */
  public static final String AN_AUTHORIZER = "an authorizer";

  /** A route; {@link #ROUTE_KEY}. Returns {@link #API_ID} and {@link #ROUTE_ID}. */
  public static final String A_ROUTE = "a route";

  /** A route response. Returns {@link #API_ID}, {@link #ROUTE_ID}, {@link #ROUTE_RESPONSE_ID}. */
  public static final String A_ROUTE_RESPONSE = "a route response";

  /** A deployment of an API with a route. Returns {@link #API_ID} and {@code deploymentId}. */
  public static final String A_DEPLOYMENT = "a deployment";

  /** A stage with any members. Returns {@link #API_ID} and {@code stageName}. */
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

  /** A second writer wins the race; {@link #TIMES}. */
  public static final String CONCURRENT_MODIFICATION =
      "the next write is overtaken by a concurrent modification";

  /** A second writer deletes the resource while it is being updated. */
  public static final String DELETED_BETWEEN_READ_AND_WRITE =
      "the integration response is deleted between read and write";

  /** Nothing is left of the account's request quota; {@link #SECONDS}. */
  public static final String ACCOUNT_THROTTLED = "the account is throttled";

  /** The store cannot be reached. */
  public static final String STORE_UNAVAILABLE = "the store is unavailable";

  /** Each answer of the store is late; {@link #MILLIS}. */
  public static final String STORE_SLOW = "the store is slow";

  /** The caller may read and not write. */
  public static final String CALLER_READ_ONLY = "the caller is read-only";

  /** The request was signed too long ago. */
  public static final String CREDENTIALS_EXPIRED = "the credentials have expired";

  /** The caller belongs to an account that has nothing. */
  public static final String CALLER_OF_ANOTHER_ACCOUNT = "the caller is of another account";

  /** Parameter: WEBSOCKET. */
  public static final String PROTOCOL_TYPE = "protocolType";

  /** Parameter: the name of an API. */
  public static final String NAME = "name";

  /** Parameter: AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK. */
  public static final String INTEGRATION_TYPE = "integrationType";

  /** Parameter: for example {@code /200/}. */
  public static final String INTEGRATION_RESPONSE_KEY = "integrationResponseKey";

  /** Parameter: the status code of a reply. */
  public static final String STATUS_CODE = "statusCode";

  /** Parameter: the body of a reply, a text or a value that is sent as JSON. */
  public static final String BODY = "body";

  /** Parameter: for example {@code $default}. */
  public static final String ROUTE_KEY = "routeKey";

  /** Parameter: how many. */
  public static final String COUNT = "count";

  /** Parameter: resources, or changes, on a page. */
  public static final String MAX_RESULTS = "maxResults";

  /** Parameter: {@link #ONCE} or {@link #ALWAYS}. */
  public static final String TIMES = "times";

  /** Value of {@link #TIMES}: only the next write. */
  public static final String ONCE = "once";

  /** Value of {@link #TIMES}: every write until the state is torn down. */
  public static final String ALWAYS = "always";

  /** Parameter: for how long, in seconds. */
  public static final String SECONDS = "seconds";

  /** Parameter: by how much, in milliseconds. */
  public static final String MILLIS = "millis";

  /** Returned value. */
  public static final String API_ID = "apiId";

  /** Returned value. */
  public static final String INTEGRATION_ID = "integrationId";

  /** Returned value. */
  public static final String INTEGRATION_RESPONSE_ID = "integrationResponseId";

  /** Returned value. */
  public static final String ROUTE_ID = "routeId";

  /** Returned value. */
  public static final String ROUTE_RESPONSE_ID = "routeResponseId";

  /** Returned value. */
  public static final String STAGE_NAME = "stageName";

  /** Returned value. */
  public static final String CONNECTION_ID = "connectionId";

  /** Returned value: the {@code ETag} of the resource, to be sent in {@code If-Match}. */
  public static final String ENTITY_TAG = "entityTag";

  /** Returned value: the newest change of the API when the resource was made. */
  public static final String CHANGE_ID = "changeId";

  /**
   * Returned value: of the second page of {@link #INTEGRATION_RESPONSES}, or of the changes that
   * are {@link #UPDATES_OF_INTEGRATION_RESPONSE}.
   */
  public static final String NEXT_TOKEN = "nextToken";

  /** Returned value: of {@link #ANOTHER_INTEGRATION_RESPONSE}. */
  public static final String OTHER_INTEGRATION_RESPONSE_ID = "otherIntegrationResponseId";

  private ProviderStates() {}
}
