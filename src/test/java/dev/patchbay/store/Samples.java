package dev.patchbay.store;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Resources and transitions that tests of stores are made of. */
public final class Samples {

  public static final String ACCOUNT = "000000000000";

  public static final ResourceCollection APIS =
      new ResourceCollection(ACCOUNT, ApiGatewayTypes.API, List.of());

  private static final String KEY = "integrationResponseKey";
  private static final String TEXT = "templateSelectionExpression";

  private Samples() {}

  /** The integration responses of one integration. */
  public static ResourceCollection responses() {
    return new ResourceCollection(
        ACCOUNT, ApiGatewayTypes.INTEGRATION_RESPONSE, List.of("apiapiapi1", "integr1"));
  }

  /** An integration response with a key and an empty text. */
  public static Resource response(String id, String key) {
    ResourceId resourceId = responses().member(id);
    return withKey(new Resource(resourceId, 0, Map.of("integrationResponseId", id)), key);
  }

  /** The same resource, changed to another key. */
  public static Resource withKey(Resource resource, String key) {
    return with(resource, KEY, key);
  }

  /** The same resource, changed to another text. */
  public static Resource withText(Resource resource, String text) {
    return with(resource, TEXT, text);
  }

  public static String textOf(Resource resource) {
    return (String) resource.members().getOrDefault(TEXT, "");
  }

  private static Resource with(Resource resource, String member, String value) {
    Map<String, Object> members = new LinkedHashMap<>(resource.members());
    members.put(member, value);
    return resource.next(members);
  }

  public static Read.OfHolders holdersOf(String key) {
    return new Read.OfHolders(responses(), KEY, key);
  }

  /** Stores these, whatever is there. */
  public static Transition<Boolean> store(Write... writes) {
    Read nothing = new Read.OfResource(responses().member("nothing"));
    return new Transition<>(
        nothing, Set.of(nothing), snapshot -> new Decision.Commit<>(List.of(writes), true));
  }

  /** Returns the result of a read and stores nothing. */
  public static Transition<Snapshot> look(Read... reads) {
    return new Transition<>(
        reads[0], Set.of(reads), snapshot -> new Decision.Commit<>(List.of(), snapshot));
  }

  /** The same, for a request that may still be refused. */
  public static <R> Transition<R> admittedBy(Future<?> admission, Transition<R> transition) {
    return new Transition<>(
        new Call(new Call.Author("someone", "request"), admission, tally -> {}),
        transition.subject(),
        transition.reads(),
        transition.decision());
  }

  /** Appends to a resource's text and answers the resource. */
  public static Transition<Resource> append(ResourceId id, String text) {
    return change(id, resource -> withText(resource, textOf(resource) + text));
  }

  /** Changes a resource and answers it. */
  public static Transition<Resource> change(ResourceId id, Function<Resource, Resource> change) {
    Read read = new Read.OfResource(id);
    return new Transition<>(
        read,
        Set.of(read),
        snapshot -> {
          if (snapshot.resource(id).isEmpty()) {
            return new Decision.Reject<>(ServiceException.notFound(id));
          }
          Resource current = snapshot.resource(id).get();
          Resource next = change.apply(current);
          return new Decision.Commit<>(List.of(Write.replace(current, next)), next);
        });
  }
}
