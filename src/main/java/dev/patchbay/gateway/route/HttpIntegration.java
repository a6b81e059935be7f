package dev.patchbay.gateway.route;

import dev.patchbay.model.Limit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The integration of a route of an HTTP API.
 *
 * @param method of the requests to an HTTP backend; {@code ANY} for the one of the client
 * @param uri of the backend, with placeholders; empty where there is none
 * @param subtype the action of a service of AWS; empty where there is none
 * @param payloadFormat the version of the events of a function
 * @param requestMappings change parameters of requests
 * @param answerMappings change parameters of answers, by the status of the backend
 */
public record HttpIntegration(
    String type,
    String method,
    String uri,
    String subtype,
    String payloadFormat,
    long timeoutMillis,
    boolean isThroughVpcLink,
    List<ParameterMapping> requestMappings,
    Map<Integer, List<ParameterMapping>> answerMappings) {

  private static final long TIMEOUT_MILLIS_MAX = Limit.HTTP_API_INTEGRATION_TIME.value();

  private static final long TIMEOUT_MILLIS_MIN = 50;

  private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");

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
        ParameterMapping.of(members.get("requestParameters")),
        answers(members.get("responseParameters")));
  }

  private static Map<Integer, List<ParameterMapping>> answers(@Nullable Object members) {
    Map<Integer, List<ParameterMapping>> mappings = new HashMap<>();
    if (members instanceof Map<?, ?> byStatus) {
      byStatus.forEach(
          (status, of) -> {
            if (STATUS.matcher(String.valueOf(status)).matches()) {
              mappings.put(Integer.valueOf(String.valueOf(status)), ParameterMapping.of(of));
            }
          });
    }
    return Map.copyOf(mappings);
  }

  private static String text(Map<String, Object> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }
}
