package dev.patchbay.provider;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;

/**
 * What the states of one interaction have set up. States build on those before them: an integration
 * goes into the API that is there. A setup that follows a request begins the next interaction, and
 * what is left of the last one is removed first, for many verifiers do not tear down. Blocks; safe
 * for use by many threads.
 */
final class ScenarioFixture {

  /**
   * The means of setting up.
   *
   * @param replica a second one of the service, on the same Redis and without its faults
   * @param service the one that is verified
   */
  record Means(
      ServiceCalls replica,
      ServiceCalls service,
      ResigningProxy gateway,
      RaceInjector races,
      TcpProxy relay,
      QuotaExhauster neighbour) {}

  private record Change(String state, Runnable undo) {}

  /** The service notices within a second or two, see its promises on faults. */
  private static final long EFFECT_SECONDS_MAX = 20;

  private static final long LOOK_MILLIS = 10;

  private final Means means;
  private final AtomicBoolean requested;
  private final Map<ResourceType, String> ids = new HashMap<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private Map<String, Object> returned = new LinkedHashMap<>();
  private String state = "";

  /**
   * An empty stage.
   *
   * @param requested set when a request comes to the service
   */
  ScenarioFixture(Means means, AtomicBoolean requested) {
    this.means = means;
    this.requested = requested;
  }

  Means means() {
    return means;
  }

  /**
   * Brings about a state.
   *
   * @return the values for generators
   * @throws ServiceException BAD_REQUEST saying why it cannot be; nothing of it is left then
   */
  synchronized Map<String, Object> setUp(String name, Map<String, Object> parameters) {
    ProviderState wanted = ProviderStateCatalogue.find(name);
    ProviderState.Parameters checked = wanted.check(parameters);
    if (requested.getAndSet(false)) {
      tearDown();
    }
    state = name;
    returned = new LinkedHashMap<>();
    int before = changes.size();
    try {
      wanted.setup().accept(this, checked);
    } catch (RuntimeException failure) {
      while (changes.size() > before) {
        changes.pop().undo().run();
      }
      requested.set(true); // Its verifier gives the interaction up; the next state begins another.
      throw failure;
    }
    return returned;
  }

  /** Ends a state; what other states have set up stays. Does nothing where it has ended before. */
  synchronized void tearDown(String name) {
    ProviderStateCatalogue.find(name);
    for (Iterator<Change> each = changes.iterator(); each.hasNext(); ) {
      Change change = each.next();
      if (change.state().equals(name)) {
        each.remove();
        change.undo().run();
      }
    }
    forgetIfEmpty();
  }

  /** Ends all states, the last one first. */
  synchronized void tearDown() {
    while (!changes.isEmpty()) {
      changes.pop().undo().run();
    }
    forgetIfEmpty();
  }

  private void forgetIfEmpty() {
    if (changes.isEmpty()) {
      ids.clear();
    }
  }

  /** How to end the state that is being set up. */
  void undo(Runnable undo) {
    changes.push(new Change(state, undo));
  }

  void returns(String name, String value) {
    returned.put(name, value);
  }

  /** The identifier of what the interaction has of this kind. */
  Optional<String> id(ResourceType type) {
    return Optional.ofNullable(ids.get(type));
  }

  /** Makes a resource, and parents where there are none; their identifiers are returned. */
  void make(ResourceType type, Map<String, Object> members) {
    ServiceCalls.Answer made = post(type, members);
    ids.keySet().removeIf(other -> other.lineage().contains(type));
    ids.put(type, String.valueOf(made.members().get(type.idMember())));
    type.lineage().forEach(each -> returns(each.idMember(), id(each).orElseThrow()));
    returns("entityTag", made.entityTag());
  }

  /** Makes a resource beside what the interaction has. */
  ServiceCalls.Answer post(ResourceType type, Map<String, Object> members) {
    type.parent().ifPresent(this::need);
    String collection = collection(type);
    ServiceCalls.Answer made = means.replica().post(collection, members).orRefused();
    String path = collection + "/" + made.members().get(type.idMember());
    undo(() -> means.replica().delete(path));
    return made;
  }

  /** The token of the page after the first one of so many; empty where there is none. */
  Optional<String> nextToken(ResourceType type, long resourcesMax) {
    ServiceCalls.Answer page =
        means.replica().get(collection(type) + "?maxResults=" + resourcesMax).orRefused();
    return Optional.ofNullable((String) page.members().get("nextToken"));
  }

  /** Changes what the interaction has of this kind; the new entity tag is returned. */
  void patch(ResourceType type, Map<String, Object> members) {
    String path = collection(type) + "/" + id(type).orElseThrow();
    returns("entityTag", means.replica().patch(path, members).orRefused().entityTag());
  }

  /** What was changed in the interaction's API. */
  ApiChanges trail() {
    return new ApiChanges(means.replica(), id(ApiGatewayTypes.API).orElseThrow());
  }

  /** Makes one with defaults where the interaction has none; its identifier is returned. */
  void need(ResourceType type) {
    if (id(type).isEmpty()) {
      make(type, ProviderStateCatalogue.defaults(type));
    }
    type.lineage().forEach(each -> returns(each.idMember(), id(each).orElseThrow()));
  }

  private String collection(ResourceType type) {
    StringBuilder path = new StringBuilder("/v2");
    for (ResourceType each : type.lineage()) {
      path.append('/').append(each.collectionSegment());
      if (each != type) {
        path.append('/').append(ids.get(each));
      }
    }
    return path.toString();
  }

  /**
   * Waits until the service answers a reading request with such a status.
   *
   * @throws IllegalStateException when it does not
   */
  void await(IntPredicate status) {
    long begunNanos = System.nanoTime();
    int last;
    do {
      last = means.service().get("/v2/apis?maxResults=1").status();
      if (status.test(last)) {
        return;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    } while (System.nanoTime() - begunNanos < TimeUnit.SECONDS.toNanos(EFFECT_SECONDS_MAX));
    throw new IllegalStateException("the service still answers " + last);
  }
}
