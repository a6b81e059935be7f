package dev.patchbay.store.redis.layout;

import dev.patchbay.model.ResourceId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** Takes a resource out of the order of its collection. */
public final class EntryRemoval {

  private EntryRemoval() {}

  /** The command, whatever values the entry has: an earlier version may have indexed fewer. */
  public static Request of(ResourceId id) {
    return Request.cmd(Command.ZREMRANGEBYLEX)
        .arg(RedisKeys.order(id.collection()))
        .arg("[" + id.value())
        .arg("(" + RecordCodec.endOfEntries(id.value()));
  }
}
