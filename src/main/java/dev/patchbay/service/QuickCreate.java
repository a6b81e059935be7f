package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Quick creation: an HTTP API that is created with a target has an integration, a route and a stage
 * that deploys each change by itself, all of them managed by API Gateway. Source of their members:
 * AWS's model and answers of AWS.
 */
final class QuickCreate {

  static final String TARGET = "target";

  private static final String ROUTE_KEY = "routeKey";

  private static final String CREDENTIALS = "credentialsArn";

  /** The members of requests that set the integration and the route of a quick creation. */
  static final List<String> MEMBERS = List.of(CREDENTIALS, ROUTE_KEY, TARGET);

  private static final Pattern FUNCTION =
      Pattern.compile("arn:[a-z0-9-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:.+");

  private static final Pattern URL = Pattern.compile("https?://.+");

  private final Optional<HttpApiTypes> types;
  private final ResourceStore store;
  private final ResourceDecisions decisions;
  private final IdGenerator ids;
  private final InstantSource clock;
  private final RootCreation roots;

  QuickCreate(
      ResourceTypes types,
      ResourceStore store,
      ResourceDecisions decisions,
      IdGenerator ids,
      InstantSource clock) {
    this.types = HttpApiTypes.in(types);
    this.store = store;
    this.decisions = decisions;
    this.ids = ids;
    this.clock = clock;
    this.roots = new RootCreation(store, decisions, ids, clock);
  }

  boolean isCreationOf(ResourceType type, Map<String, Object> change) {
    return isApi(type) && isNamed(TARGET, change);
  }

  boolean isUpdateOf(ResourceType type, Map<String, Object> change) {
    return isApi(type) && MEMBERS.stream().anyMatch(member -> isNamed(member, change));
  }

  private boolean isApi(ResourceType type) {
    return types.filter(known -> known.api().equals(type)).isPresent();
  }

  private static boolean isNamed(String member, Map<String, Object> change) {
    return change.get(member) instanceof String value && !value.isEmpty();
  }

  /** A target that is neither a URL nor a function is refused before anything is read. */
  Future<Resource> create(Call call, ResourceCollection apis, Map<String, Object> change) {
    return Future.succeededFuture(change)
        .map(QuickCreate::integration)
        .compose(integration -> create(call, apis, change, integration));
  }

  private Future<Resource> create(
      Call call,
      ResourceCollection apis,
      Map<String, Object> change,
      Map<String, Object> ofIntegration) {
    return roots.create(
        call,
        apis,
        change,
        api -> {
          ResourceTree tree = tree(api, change, ofIntegration);
          return new RootCreation.NewRoot<>(tree, tree.all().get(0));
        },
        Change::created);
  }

  private ResourceTree tree(
      ResourceId api, Map<String, Object> change, Map<String, Object> ofIntegration) {
    HttpApiTypes known = types.orElseThrow();
    ResourceTree tree = new ResourceTree(decisions, clock.instant());
    tree.add(api, change);
    Resource integration =
        tree.add(
            api.children(known.integration()).member(ids.next(known.integration())), ofIntegration);
    tree.add(
        api.children(known.route()).member(ids.next(known.route())),
        Map.of(
            ROUTE_KEY,
            isNamed(ROUTE_KEY, change) ? change.get(ROUTE_KEY) : "$default",
            TARGET,
            "integrations/" + integration.id().value(),
            ManagedRules.MANAGED,
            true));
    tree.add(
        api.children(known.stage()).member("$default"),
        Map.of(
            known.stage().idMember(),
            "$default",
            StageRules.IS_AUTOMATIC,
            true,
            ManagedRules.MANAGED,
            true));
    return tree;
  }

  /** The members of the integration of a quick creation. */
  private static Map<String, Object> integration(Map<String, Object> change) {
    Map<String, Object> members = new HashMap<>();
    members.put(ManagedRules.MANAGED, true);
    if (isNamed(CREDENTIALS, change)) {
      members.put(CREDENTIALS, change.get(CREDENTIALS));
    }
    if (isNamed(TARGET, change)) {
      String target = String.valueOf(change.get(TARGET));
      boolean isFunction = FUNCTION.matcher(target).matches();
      if (!isFunction && !URL.matcher(target).matches()) {
        throw invalidTarget(target);
      }
      members.put("integrationUri", target);
      members.put("integrationType", isFunction ? "AWS_PROXY" : "HTTP_PROXY");
      members.put("integrationMethod", isFunction ? "POST" : "ANY");
      members.put("payloadFormatVersion", isFunction ? "2.0" : "1.0");
    }
    return members;
  }

  private static ServiceException invalidTarget(String target) {
    return ServiceException.invalid(
        TARGET, ShownValue.cut(target), "a URL or the ARN of a Lambda function");
  }

  /** Updates an API together with the integration and the route that it was created with. */
  Future<Resource> update(
      Call call, ResourceId api, Map<String, Object> change, Precondition precondition) {
    HttpApiTypes known = types.orElseThrow();
    return managed(api, known.integration())
        .compose(
            integration ->
                managed(api, known.route())
                    .compose(
                        route ->
                            store.commit(
                                new CombinedUpdate(decisions, clock.instant())
                                    .transition(
                                        call,
                                        api,
                                        change,
                                        precondition,
                                        () -> parts(change, integration, route)))));
  }

  private Future<Optional<ResourceId>> managed(ResourceId api, ResourceType type) {
    return WholeCollection.filtered(store, api.children(type), ManagedRules::isManaged)
        .map(found -> found.stream().map(Resource::id).findFirst());
  }

  private static Map<ResourceId, Map<String, Object>> parts(
      Map<String, Object> change, Optional<ResourceId> integration, Optional<ResourceId> route) {
    Map<ResourceId, Map<String, Object>> parts = new HashMap<>();
    if (isNamed(TARGET, change) || isNamed(CREDENTIALS, change)) {
      parts.put(present(integration), integration(change));
    }
    if (isNamed(ROUTE_KEY, change)) {
      parts.put(
          present(route), Map.of(ROUTE_KEY, change.get(ROUTE_KEY), ManagedRules.MANAGED, true));
    }
    return parts;
  }

  private static ResourceId present(Optional<ResourceId> managed) {
    return managed.orElseThrow(
        () ->
            badRequest(
                "target, routeKey and credentialsArn are only supported for an API that was"
                    + " created with a target"));
  }
}
