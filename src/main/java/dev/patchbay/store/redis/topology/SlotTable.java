package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.HostPort;
import io.vertx.redis.client.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The owners of the slots of a Cluster, as a node has reported them. */
final class SlotTable {

  private final @Nullable HostPort[] owners = new HostPort[HashSlot.COUNT];

  Optional<HostPort> of(int slot) {
    return Optional.ofNullable(owners[slot]);
  }

  /** Returns each owner once. */
  List<HostPort> all() {
    return Arrays.stream(owners).filter(Objects::nonNull).distinct().toList();
  }

  /** Sets the owner of one slot; returns whether it was another one. */
  boolean move(int slot, HostPort owner) {
    boolean moved = !owner.equals(owners[slot]);
    owners[slot] = owner;
    return moved;
  }

  /**
   * Replaces the table by the reply to CLUSTER SLOTS.
   *
   * @param ranges a list of {@code [first, last, [host, port, ...] of the master, the same of its
   *     replicas ...]}
   * @param asked the node that has replied; an empty host in the reply is its host
   * @return whether a slot has changed its owner
   */
  boolean update(Response ranges, HostPort asked) {
    @Nullable HostPort[] before = owners.clone();
    Arrays.fill(owners, null);
    for (Response range : ranges) {
      Response master = range.get(2);
      Response host = master.get(0);
      HostPort owner =
          HostPort.parse((host == null ? "" : host.toString()) + ":" + master.get(1), asked);
      Arrays.fill(owners, range.get(0).toInteger(), range.get(1).toInteger() + 1, owner);
    }
    for (int slot = 0; slot < owners.length; slot++) {
      if (before[slot] != null && owners[slot] != null && !before[slot].equals(owners[slot])) {
        return true;
      }
    }
    return false;
  }
}
