package dev.patchbay.gateway.route;

import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An authorizer of type {@code REQUEST}.
 *
 * @param identitySources the headers, parameters and variables that a handshake must have
 */
public record RouteAuthorizer(String id, String uri, List<String> identitySources) {

  private static final Pattern FUNCTION = Pattern.compile("/functions/(.+)/invocations$");

  public RouteAuthorizer {
    identitySources = List.copyOf(identitySources);
  }

  static RouteAuthorizer of(Resource authorizer) {
    return new RouteAuthorizer(
        authorizer.id().value(),
        String.valueOf(authorizer.text("authorizerUri")),
        authorizer.members().get("identitySource") instanceof List<?> sources
            ? sources.stream().map(String::valueOf).toList()
            : List.of());
  }

  /** The function that its address names; nothing where the address names none. */
  public Optional<String> function(Map<String, String> stageVariables) {
    Matcher parts = FUNCTION.matcher(StageVariables.expand(uri, stageVariables));
    return parts.find() ? Optional.ofNullable(parts.group(1)) : Optional.empty();
  }

  /** Whether a handshake has a value at each source of identity. */
  public boolean isIdentified(
      RouteEvent event, Map<String, Object> variables, Map<String, String> stageVariables) {
    Map<String, Map<String, String>> parameters = event.parameters().byKind();
    return identitySources.stream()
        .map(source -> source.split("\\.", 4))
        .noneMatch(
            source ->
                switch (source[0]) {
                  case "route" -> isBlank(parameters.getOrDefault(source[2], Map.of()), source[3]);
                  case "stageVariables" -> isBlank(stageVariables, source[1]);
                  case "context" -> isBlank(variables, source[1]);
                  default -> true;
                });
  }

  private static boolean isBlank(Map<String, ?> values, String name) {
    Object value = values.get(name);
    return value == null || value.toString().isEmpty();
  }
}
