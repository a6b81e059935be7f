package dev.patchbay.openapi;

import dev.patchbay.model.Resource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes an integration as the object of its extension. */
final class IntegrationWriter {

  private IntegrationWriter() {}

  static Map<String, Object> of(Resource integration) {
    Map<String, Object> object = new LinkedHashMap<>();
    Map<String, Object> members = integration.members();
    ApiWriter.put(object, "payloadFormatVersion", members.get("payloadFormatVersion"));
    object.put(
        "type", String.valueOf(integration.text("integrationType")).toLowerCase(Locale.ROOT));
    ApiWriter.put(object, "integrationSubtype", members.get("integrationSubtype"));
    ApiWriter.put(object, "credentials", members.get("credentialsArn"));
    ApiWriter.put(object, "httpMethod", members.get("integrationMethod"));
    ApiWriter.put(object, "uri", members.get("integrationUri"));
    ApiWriter.put(object, "connectionType", members.get("connectionType"));
    ApiWriter.put(object, "connectionId", members.get("connectionId"));
    ApiWriter.put(object, "requestParameters", members.get("requestParameters"));
    ApiWriter.put(object, "responseParameters", members.get("responseParameters"));
    ApiWriter.put(object, "timeoutInMillis", members.get("timeoutInMillis"));
    ApiWriter.put(object, "tlsConfig", members.get("tlsConfig"));
    return object;
  }
}
