package dev.patchbay.gateway.route;

import java.util.Map;

/**
 * The integration of a route of an HTTP API.
 *
 * @param method of the requests to an HTTP backend; {@code ANY} for the one of the client
 * @param uri of the backend, with placeholders; empty where there is none
 * @param subtype the action of a service of AWS; empty where there is none
 * @param payloadFormat the version of the events of a function
 * @param mapsParameters whether it changes parameters of requests or of answers
 */
public record HttpIntegration(
    String type,
    String method,
    String uri,
    String subtype,
    String payloadFormat,
    long timeoutMillis,
    boolean isThroughVpcLink,
    boolean mapsParameters) {

  /** The default of AWS for an HTTP API, and its maximum. */
  private static final long TIMEOUT_MILLIS_MAX = 30_000;

  private static final long TIMEOUT_MILLIS_MIN = 50;

  static HttpIntegration of(Map<String, Object> members) {
    long timeoutMillis =
        members.get("timeoutInMillis") instanceof Number number
            ? number.longValue()
            : TIMEOUT_MILLIS_MAX;
    return new HttpIntegration(
        text(members, "integrationType"),
        text(members, "integrationMethod"),
        text(members, "integrationUri"),
        text(members, "integrationSubtype"),
        text(members, "payloadFormatVersion"),
        Math.max(TIMEOUT_MILLIS_MIN, Math.min(TIMEOUT_MILLIS_MAX, timeoutMillis)),
        text(members, "connectionType").equals("VPC_LINK"),
        isFilled(members, "requestParameters") || isFilled(members, "responseParameters"));
  }

  private static boolean isFilled(Map<String, Object> members, String name) {
    return members.get(name) instanceof Map<?, ?> map && !map.isEmpty();
  }

  private static String text(Map<String, Object> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }
}
