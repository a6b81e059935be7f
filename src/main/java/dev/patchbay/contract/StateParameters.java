package dev.patchbay.contract;

/** The names of the parameters of provider states, and of the values that states return. */
public final class StateParameters {

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
   * Returned value: of the second page of {@link ProviderStates#INTEGRATION_RESPONSES}, or of the
   * changes that are {@link ProviderStates#UPDATES_OF_INTEGRATION_RESPONSE}.
   */
  public static final String NEXT_TOKEN = "nextToken";

  /** Returned value: of {@link ProviderStates#ANOTHER_INTEGRATION_RESPONSE}. */
  public static final String OTHER_INTEGRATION_RESPONSE_ID = "otherIntegrationResponseId";

  private StateParameters() {}
}
