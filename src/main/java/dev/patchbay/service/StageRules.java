package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a stage. Source of the texts and defaults: answers of AWS.
 *
 * @param route the type of the resources whose keys route settings name
 * @param stored the stage of an export; null for one that a request changes
 */
record StageRules(ResourceType route, @Nullable Resource stored) implements ResourceRules {

  /** The refusal of settings of a route that does not exist; {key} stands for its key. */
  static final String NO_ROUTE =
      "Unable to find Route by key {key} within the provided RouteSettings";

  /** The refusal of a deployment for a stage with {@code autoDeploy}. */
  static final String REFUSED_DEPLOYMENT =
      "DeploymentId cannot be set on an automatically deployed stage";

  /** The member that makes a stage deploy each change by itself. */
  static final String IS_AUTOMATIC = "autoDeploy";

  /** The member for the result of the last automatic deployment. */
  static final String MESSAGE = "lastDeploymentStatusMessage";

  static final String DEPLOYED = "Successfully deployed stage with deployment ID '%s'";

  static final String NOT_DEPLOYED = "Deployment attempt failed: %s";

  private static final String DEPLOYMENT = "deploymentId";

  private static final String SETTINGS = "defaultRouteSettings";

  private static final String ROUTE_SETTINGS = "routeSettings";

  private static final String LEVEL = "loggingLevel";

  private static final String TRACE = "dataTraceEnabled";

  /** AWS accepts settings for these keys without a route. */
  private static final Set<String> WEBSOCKET_KEYS = Set.of("$connect", "$default", "$disconnect");

  private static final Set<String> HTTP_KEYS = Set.of("$default");

  StageRules(ResourceType route) {
    this(route, null);
  }

  /**
   * The routes of the settings may have been deleted since, so an export is not checked for them.
   */
  @Override
  public ResourceRules of(Resource exported) {
    return new StageRules(route, exported);
  }

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of(new Read.OfResource(id.root()));
  }

  @Override
  public Set<Read> furtherReads(Draft draft) {
    return namedRoutes(draft).stream().map(key -> routes(draft, key)).collect(Collectors.toSet());
  }

  @Override
  public void validate(Draft draft) {
    Protocol protocol = draft.protocol();
    draft.checkProtocol(protocol);
    AccessLogRules.check(draft);
    draft.members().put(SETTINGS, defaults(draft, protocol));
    draft.members().put(ROUTE_SETTINGS, ofRoutes(draft, protocol));
    checkAutomatic(draft);
    checkRoutes(draft);
    if (stored != null && stored.members().get(MESSAGE) instanceof String message) {
      draft.members().put(MESSAGE, message);
    } else if (!Boolean.TRUE.equals(draft.members().get(IS_AUTOMATIC))) {
      draft.members().remove(MESSAGE);
    }
  }

  static boolean isAutomatic(Resource stage) {
    return Boolean.TRUE.equals(stage.members().get(IS_AUTOMATIC));
  }

  private static Map<String, Object> defaults(Draft draft, Protocol protocol) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(TRACE, false);
    settings.put("detailedMetricsEnabled", false);
    settings.put(LEVEL, "OFF");
    Map<String, Object> before = map(member(draft, SETTINGS));
    settings.putAll(settings(map(draft.members().get(SETTINGS)), before, protocol));
    if (protocol == Protocol.HTTP) {
      settings.remove(TRACE);
      settings.remove(LEVEL);
    }
    return Collections.unmodifiableMap(settings);
  }

  private static Map<String, Object> ofRoutes(Draft draft, Protocol protocol) {
    Map<String, Object> before = map(member(draft, ROUTE_SETTINGS));
    Map<String, Object> after = new LinkedHashMap<>();
    map(draft.members().get(ROUTE_SETTINGS))
        .forEach(
            (key, value) -> after.put(key, settings(map(value), map(before.get(key)), protocol)));
    return Collections.unmodifiableMap(after);
  }

  private static @Nullable Object member(Draft draft, String name) {
    return draft.before().map(before -> before.members().get(name)).orElse(null);
  }

  /** AWS accepts the level DEBUG and keeps the level from before. */
  private static Map<String, Object> settings(
      Map<String, Object> asked, Map<String, Object> before, Protocol protocol) {
    Map<String, Object> settings = new LinkedHashMap<>(asked);
    if ("DEBUG".equals(asked.get(LEVEL))) {
      settings.remove(LEVEL);
      settings.computeIfAbsent(LEVEL, before::get);
    }
    if (protocol == Protocol.HTTP) {
      Object level = settings.remove(LEVEL);
      Object trace = settings.remove(TRACE);
      if (Boolean.TRUE.equals(trace) || (level != null && !level.equals("OFF"))) {
        throw badRequest("Execution logs are not supported on protocolType HTTP")
            .about(Boolean.TRUE.equals(trace) ? TRACE : LEVEL);
      }
    }
    return Collections.unmodifiableMap(settings);
  }

  private void checkAutomatic(Draft draft) {
    Object given = draft.change().get(DEPLOYMENT);
    if (stored == null
        && given != null
        && Boolean.TRUE.equals(draft.members().get(IS_AUTOMATIC))
        && !given.equals(member(draft, DEPLOYMENT))) {
      throw badRequest(REFUSED_DEPLOYMENT).about(DEPLOYMENT);
    }
  }

  private void checkRoutes(Draft draft) {
    for (String key : namedRoutes(draft)) {
      Read.OfHolders read = routes(draft, key);
      if (draft.snapshot().holders(read.collection(), read.member(), key).isEmpty()) {
        throw new ServiceException(ErrorCode.NOT_FOUND, NO_ROUTE.replace("{key}", key));
      }
    }
  }

  /** Returns the keys of the changed settings for which a route must exist. */
  private Set<String> namedRoutes(Draft draft) {
    Set<String> keys = new LinkedHashSet<>();
    if (stored == null) {
      Set<String> always = draft.protocol() == Protocol.HTTP ? HTTP_KEYS : WEBSOCKET_KEYS;
      map(draft.change().get(ROUTE_SETTINGS))
          .forEach(
              (key, value) -> {
                if (value != null && !always.contains(key)) {
                  keys.add(key);
                }
              });
    }
    return keys;
  }

  private Read.OfHolders routes(Draft draft, String key) {
    return new Read.OfHolders(
        draft.id().root().children(route), route.uniqueMember().orElseThrow(), key);
  }

  @SuppressWarnings("unchecked") // The schema of the request has checked the types.
  private static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }
}
