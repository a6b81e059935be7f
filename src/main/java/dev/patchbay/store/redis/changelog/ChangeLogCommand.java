package dev.patchbay.store.redis.changelog;

import dev.patchbay.model.Change;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.WriteId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that appends a change to the change log of its API, or bounds the logs of deleted APIs;
 * to be sent between MULTI and EXEC, with the change itself.
 */
public record ChangeLogCommand(String key, Request request) {

  /** A subscriber that was disconnected when its API was deleted has a day to read the deletion. */
  private static final int KEPT_AFTER_DELETION_SECONDS = 86_400;

  /** Returns the commands of one change. */
  public static List<ChangeLogCommand> of(Change change, WriteId writeId) {
    ResourceId api = change.resource().root();
    String log = RedisKeys.changeLog(api);
    String deleted = RedisKeys.deleted(api.collection());
    List<ChangeLogCommand> commands = new ArrayList<>();
    if (change.beginsRoot()) {
      // An API that is imported again may still have the change log of the deleted one.
      commands.add(of(Command.PERSIST, log));
    }
    commands.add(
        of(
            Command.XADD,
            log,
            "MAXLEN",
            "~",
            writeId.changesMax(),
            "*",
            ChangeLogCodec.FIELD,
            ChangeLogCodec.encode(change, writeId.author())));
    if (change.mayFollowDeletion()) {
      commands.add(of(Command.LREM, deleted, 0, api.value()));
    }
    if (change.endsRoot()) {
      commands.add(of(Command.XTRIM, log, "MAXLEN", Limit.DELETED_LOG_CHANGES.intValue()));
      commands.add(of(Command.EXPIRE, log, KEPT_AFTER_DELETION_SECONDS));
      commands.add(of(Command.RPUSH, deleted, api.value()));
      commands.add(of(Command.EXPIRE, deleted, KEPT_AFTER_DELETION_SECONDS));
    }
    return commands;
  }

  private static ChangeLogCommand of(Command command, String key, Object... arguments) {
    Request request = Request.cmd(command).arg(key);
    for (Object argument : arguments) {
      request.arg(argument.toString());
    }
    return new ChangeLogCommand(key, request);
  }
}
