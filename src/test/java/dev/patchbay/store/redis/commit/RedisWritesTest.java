package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.withKey;
import static dev.patchbay.store.Samples.withText;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.layout.WriteId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RedisWritesTest {

  private static final WriteId WRITE_ID =
      new WriteId("stamp", new Call.Author("key", "request"), 100);

  private final Resource stored = response("a", "/a/");

  @Test
  void aChangeOfOtherMembersIsOneCommand() {
    assertThat(names(Write.replace(stored, withText(stored, "x")))).containsExactly("set");
  }

  @Test
  void aChangeOfAnIndexedMemberMovesItsEntry() {
    assertThat(names(Write.replace(stored, withKey(stored, "/b/"))))
        .containsExactly("set", "zremrangebylex", "srem", "zadd", "sadd");
  }

  @Test
  void aCreationIsThreeCommands() {
    assertThat(names(Write.create(stored))).containsExactly("set", "zadd", "sadd");
  }

  @Test
  void nothingIsNoCommand() {
    assertThat(names()).isEmpty();
  }

  @Test
  void aSubtreeTakesTwoCommandsWhateverItsSize() {
    ResourceId api = new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.API, List.of("api"));
    List<Write> removals = new ArrayList<>();
    removals.add(new Write.Remove(new Entry(api, Map.of())));
    for (int i = 0; i < 100; i++) {
      ResourceId integration = api.children(ApiGatewayTypes.INTEGRATION).member("i" + i);
      removals.add(new Write.Remove(new Entry(integration, Map.of())));
      for (int j = 0; j < 30; j++) {
        ResourceId response =
            integration.children(ApiGatewayTypes.INTEGRATION_RESPONSE).member("r" + j);
        removals.add(
            new Write.Remove(new Entry(response, Map.of("integrationResponseKey", "/" + j + "/"))));
      }
      ResourceId route = api.children(ApiGatewayTypes.ROUTE).member("r" + i);
      Map<String, String> indexed = Map.of("routeKey", "k" + i, "target", "integrations/i" + i);
      removals.add(new Write.Remove(new Entry(route, indexed)));
    }
    List<String> names = names(removals.toArray(Write[]::new));
    assertThat(names).as("of the API's own place among the APIs, and all the rest").hasSize(2);
    assertThat(names).containsExactly("unlink", "zremrangebylex");
  }

  @Test
  void aNoteIsOneCommandAndTheEndsOfAnApiBoundItsLog() {
    ResourceId apiId = new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.API, List.of("api"));
    Resource api = new Resource(apiId, 1, Map.of());
    assertThat(names(new Write.AppendChange(Change.created(stored)))).containsExactly("xadd");
    assertThat(names(new Write.AppendChange(Change.deleted(stored)))).containsExactly("xadd");
    assertThat(names(new Write.AppendChange(Change.created(api))))
        .containsExactly("persist", "xadd");
    assertThat(names(new Write.AppendChange(Change.imported(api))))
        .containsExactly("persist", "xadd", "lrem");
    assertThat(names(new Write.AppendChange(Change.deleted(api))))
        .containsExactly("xadd", "xtrim", "expire", "rpush", "expire");
  }

  private static List<String> names(Write... writes) {
    RedisWrites all = RedisWrites.of(List.of(writes), WRITE_ID, key -> true);
    List<Request> commands = new ArrayList<>(all.deletions());
    all.records().keySet().forEach(key -> commands.add(Request.cmd(Command.SET).arg(key)));
    commands.addAll(all.additions());
    return commands.stream().map(Request::command).map(Object::toString).toList();
  }
}
