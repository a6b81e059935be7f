package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rules of a routing rule, which is stored and routes nothing.
 *
 * @param arn the rule of its ARN
 */
record RoutingRuleRules(ArnRules arn) implements ResourceRules {

  /** AWS: a rule has at most two conditions on headers and one on base paths. */
  private static final Map<String, Integer> CONDITIONS_MAX =
      Map.of("matchHeaders", 2, "matchBasePaths", 1);

  @Override
  public ResourceRules of(Resource stored) {
    return new RoutingRuleRules(arn.of(stored));
  }

  @Override
  public void validate(Draft draft) {
    arn.validate(draft);
    Map<String, Object> members = draft.members();
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
