package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a routing rule, which is stored and routes nothing.
 *
 * @param region the region in its ARN
 */
record RoutingRuleRules(String region) implements ResourceRules {

  /** AWS: a rule has at most two conditions on headers and one on base paths. */
  private static final Map<String, Integer> CONDITIONS_MAX =
      Map.of("matchHeaders", 2, "matchBasePaths", 1);

  private static final Pattern ARN =
      Pattern.compile("arn:aws:apigateway:([a-z0-9-]{1,32}):[0-9]{12}:/domainnames/.+");

  /** A routing rule keeps its ARN when the region of the service is changed. */
  @Override
  public ResourceRules of(Resource stored) {
    Matcher arn = ARN.matcher(String.valueOf(stored.members().get("routingRuleArn")));
    if (!arn.matches()) {
      throw badRequest("routingRuleArn is not that of a routing rule");
    }
    return new RoutingRuleRules(Objects.requireNonNull(arn.group(1)));
  }

  @Override
  public void validate(Draft draft) {
    Map<String, Object> members = draft.members();
    if (draft.isNew()) {
      members.put(
          "routingRuleArn",
          "arn:aws:apigateway:%s:%s:/domainnames/%s/routingrules/%s"
              .formatted(
                  region, draft.id().accountId(), draft.id().path().get(0), draft.id().value()));
    }
    members.put("actions", withDefaults((List<?>) Objects.requireNonNull(members.get("actions"))));
    List<?> conditions = (List<?>) Objects.requireNonNull(members.get("conditions"));
    CONDITIONS_MAX.forEach(
        (name, most) -> {
          if (conditions.stream().filter(each -> ((Map<?, ?>) each).containsKey(name)).count()
              > most) {
            throw badRequest("conditions can have %d of %s at most".formatted(most, name))
                .about("conditions");
          }
        });
  }

  /** The base path stays in the request unless a rule says otherwise. */
  private static List<Object> withDefaults(List<?> actions) {
    List<Object> all = new ArrayList<>();
    for (Object action : actions) {
      Map<String, Object> invokeApi = new LinkedHashMap<>();
      ((Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) action).get("invokeApi")))
          .forEach((name, value) -> invokeApi.put((String) name, value));
      invokeApi.putIfAbsent("stripBasePath", false);
      all.add(Map.of("invokeApi", invokeApi));
    }
    return List.copyOf(all);
  }
}
