package dev.patchbay.gateway.route;

import dev.patchbay.model.Limit;
import java.util.Map;

/**
 * The members of an integration that address its backend.
 *
 * @param method of HTTP
 * @param uri of the backend, with placeholders; empty where there is none
 * @param decodesBody whether the body of a request is decoded from base64
 */
public record IntegrationTarget(
    String method, String uri, long timeoutMillis, boolean isThroughVpcLink, boolean decodesBody) {

  private static final long TIMEOUT_MILLIS_MAX = Limit.INTEGRATION_TIME.value();

  private static final long TIMEOUT_MILLIS_MIN = 50;

  /** The method for integrations without a method or with {@code ANY}. */
  private static final String METHOD_DEFAULT = "POST";

  static IntegrationTarget of(Map<String, Object> members) {
    String method = text(members, "integrationMethod");
    long timeoutMillis =
        members.get("timeoutInMillis") instanceof Number number
            ? number.longValue()
            : TIMEOUT_MILLIS_MAX;
    return new IntegrationTarget(
        method.isEmpty() || method.equals("ANY") ? METHOD_DEFAULT : method,
        text(members, "integrationUri"),
        Math.max(TIMEOUT_MILLIS_MIN, Math.min(TIMEOUT_MILLIS_MAX, timeoutMillis)),
        text(members, "connectionType").equals("VPC_LINK"),
        text(members, "contentHandlingStrategy").equals("CONVERT_TO_BINARY"));
  }

  private static String text(Map<String, Object> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }
}
