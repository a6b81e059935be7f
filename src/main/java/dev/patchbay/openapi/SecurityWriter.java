package dev.patchbay.openapi;

import dev.patchbay.model.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes authorizers as security schemes. */
final class SecurityWriter {

  private static final String HEADER = "$request.header.";

  private static final String QUERY = "$request.querystring.";

  private final boolean withExtensions;

  SecurityWriter(boolean withExtensions) {
    this.withExtensions = withExtensions;
  }

  Map<String, Object> schemes(List<Resource> below) {
    Map<String, Object> schemes = new TreeMap<>();
    below.stream()
        .filter(each -> each.id().type().typeName().equals("Authorizer"))
        .forEach(each -> schemes.put(String.valueOf(each.text("name")), scheme(each)));
    return schemes;
  }

  private Map<String, Object> scheme(Resource authorizer) {
    Map<String, Object> scheme = new LinkedHashMap<>();
    List<?> sources =
        authorizer.members().get("identitySource") instanceof List<?> list ? list : List.of();
    if ("JWT".equals(authorizer.text("authorizerType"))) {
      scheme.put("type", "oauth2");
      scheme.put("flows", Map.of());
    } else {
      String first = sources.isEmpty() ? "" : String.valueOf(sources.get(0));
      scheme.put("type", "apiKey");
      scheme.put(
          "name",
          first.startsWith(QUERY)
              ? first.substring(QUERY.length())
              : first.startsWith(HEADER) ? first.substring(HEADER.length()) : "Unused");
      scheme.put("in", first.startsWith(QUERY) ? "query" : "header");
    }
    if (withExtensions) {
      scheme.put(Extensions.AUTHORIZER, extension(authorizer, sources));
    }
    return scheme;
  }

  private static Map<String, Object> extension(Resource authorizer, List<?> sources) {
    Map<String, Object> object = new LinkedHashMap<>();
    Map<String, Object> members = authorizer.members();
    object.put("type", String.valueOf(authorizer.text("authorizerType")).toLowerCase(Locale.ROOT));
    if (!sources.isEmpty()) {
      object.put(
          "identitySource", String.join(", ", sources.stream().map(String::valueOf).toList()));
    }
    ApiWriter.put(object, "authorizerUri", members.get("authorizerUri"));
    ApiWriter.put(object, "authorizerCredentials", members.get("authorizerCredentialsArn"));
    ApiWriter.put(
        object, "authorizerPayloadFormatVersion", members.get("authorizerPayloadFormatVersion"));
    ApiWriter.put(
        object, "authorizerResultTtlInSeconds", members.get("authorizerResultTtlInSeconds"));
    ApiWriter.put(object, "enableSimpleResponses", members.get("enableSimpleResponses"));
    ApiWriter.put(
        object, "identityValidationExpression", members.get("identityValidationExpression"));
    ApiWriter.put(object, "jwtConfiguration", members.get("jwtConfiguration"));
    return object;
  }
}
