package dev.patchbay.store.redis.layout;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Write;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The subtrees below one outermost resource that are removed and not swept yet. Their roots are not
 * in their collections any more, and no resource below them is returned or stored; a sweep deletes
 * the rest.
 *
 * <p>In Redis each root is one line, and a root may have two lines:
 *
 * <pre>
 * 000000000000/Integration/a1b2c3d4e5/abc1234
 * </pre>
 */
public record Removals(List<Root> roots) {

  /** A resource by the name of its type, so that no table of types is needed to read it. */
  public record Root(String accountId, String typeName, List<String> path) {
    public Root {
      path = List.copyOf(path);
    }

    static Root of(ResourceId id) {
      return new Root(id.accountId(), id.type().typeName(), id.path());
    }

    private String line() {
      return "%s/%s/%s\n".formatted(accountId, typeName, String.join("/", path));
    }
  }

  /** Every read below the outermost resource also reads all of them. */
  private static final int ROOTS_MAX = Limit.REMOVALS.intValue();

  public static final Removals NONE = new Removals(List.of());

  public Removals {
    roots = List.copyOf(roots);
  }

  /** Decodes the reply of GET, which is null where there are none. */
  public static Removals of(@Nullable Response reply) {
    return reply == null
        ? NONE
        : new Removals(reply.toString().lines().map(Removals::root).distinct().toList());
  }

  /**
   * Returns the key of the removals that may hide the result of a read; empty where the read lies
   * below no resource.
   */
  public static Optional<String> keyFor(Read read) {
    if (read instanceof Read.OfResource resource) {
      return Optional.of(RedisKeys.removals(resource.id()));
    }
    return read instanceof Read.OfLength length
        ? Optional.of(RedisKeys.removals(length.id()))
        : read.collection().parent().map(RedisKeys::removals);
  }

  /** Returns whether they hide the result of a read. */
  public boolean hide(Read read) {
    return read instanceof Read.OfResource resource
        ? cover(resource.id().type(), resource.id().path())
        : read instanceof Read.OfLength length
            ? cover(length.id().type(), length.id().path())
            : cover(read.collection().type(), read.collection().parentPath());
  }

  private static Root root(String line) {
    List<String> parts = List.of(line.split("/", -1));
    return new Root(parts.get(0), parts.get(1), parts.subList(2, parts.size()));
  }

  /** Returns the bytes to append for one more root. */
  public static String line(ResourceId root) {
    return Root.of(root).line();
  }

  /** Returns the value for Redis. */
  public String text() {
    return roots.stream().map(Root::line).collect(Collectors.joining());
  }

  public Removals without(ResourceId root) {
    List<Root> others = new ArrayList<>(roots);
    others.remove(Root.of(root));
    return new Removals(others);
  }

  /**
   * Checks writes against the removals by their key.
   *
   * @throws ServiceException CONFLICT for a create with the identifier of a removed resource,
   *     SERVICE_UNAVAILABLE for one removal more than fit
   */
  public static void check(List<Write> writes, Map<String, Removals> removals) {
    for (Write write : writes) {
      removals.getOrDefault(RedisKeys.removals(write.resource()), NONE).check(write);
    }
  }

  private void check(Write write) {
    ResourceId id = write.resource();
    if (write instanceof Write.Put put && put.previous().isEmpty() && contains(id)) {
      throw new ServiceException(
          ErrorCode.CONFLICT,
          "The %s %s is still being deleted. Please try again later."
              .formatted(id.type().spokenName(), id.value()));
    }
    if (write instanceof Write.RemoveTree && roots.size() >= ROOTS_MAX) {
      throw new ServiceException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "Earlier deletions are not finished yet; nothing was changed. Please try again later.");
    }
  }

  public boolean contains(ResourceId id) {
    return roots.contains(Root.of(id));
  }

  /** Whether a resource of this type and path is a root or lies below one. */
  private boolean cover(ResourceType type, List<String> path) {
    for (Root root : roots) {
      int depth = root.path().size();
      if (depth <= path.size()
          && type.lineage().get(depth - 1).typeName().equals(root.typeName())
          && path.subList(0, depth).equals(root.path())) {
        return true;
      }
    }
    return false;
  }
}
