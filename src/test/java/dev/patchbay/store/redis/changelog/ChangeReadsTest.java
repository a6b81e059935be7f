package dev.patchbay.store.redis.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Samples;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.topology.UnconnectedNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How reads for subscribers share the connections, with replies that the test gives. */
final class ChangeReadsTest {

  private record Sent(String server, int commands, Promise<List<Response>> replies) {

    void answer() {
      replies.complete(Collections.nCopies(commands, null));
    }
  }

  /** The first letter of an API's identifier is its server, the second its slot there. */
  private static final class LetteredNodes extends UnconnectedNodes {

    private final List<Sent> sent = new ArrayList<>();

    @Override
    public int slot(String key) {
      String api = api(key);
      return api.charAt(0) * 1_000 + api.charAt(1);
    }

    @Override
    public Object node(int slot) {
      return String.valueOf((char) (slot / 1_000));
    }

    private static String api(String key) {
      return key.substring(key.indexOf('{') + 1);
    }

    @Override
    public Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
      Sent batch = new Sent((String) node(slot(key)), commands.size(), Promise.promise());
      sent.add(batch);
      return batch.replies().future();
    }
  }

  private final LetteredNodes nodes = new LetteredNodes();
  private final ChangeReads reads = new ChangeReads(nodes, Runnable::run);

  private static ChangesRequest request(String server, String slot, int number, int changesMax) {
    ResourceId api = Samples.APIS.member("%s%s%08d".formatted(server, slot, number));
    return new ChangesRequest(api, ChangeId.ZERO, changesMax);
  }

  private static List<ChangesRequest> requests(String server, int count, int changesMax) {
    return IntStream.range(0, count).mapToObj(i -> request(server, "s", i, changesMax)).toList();
  }

  @Test
  void aServerThatDoesNotReplyDelaysOnlyItsOwnReads() {
    List<Future<Response>> silent = reads.read(requests("a", 3, 10));
    List<Future<Response>> others = reads.read(requests("b", 3, 10));
    assertThat(nodes.sent).extracting(Sent::server).containsExactly("a", "b");
    nodes.sent.get(1).answer();
    assertThat(others).allMatch(Future::succeeded);
    assertThat(silent).noneMatch(Future::isComplete);
  }

  @Test
  void aServerHasOneRunningBatchWhateverTheNumberOfReads() {
    for (int i = 0; i < 5; i++) {
      reads.read(requests("a", 50, 10));
    }
    assertThat(nodes.sent).singleElement().extracting(Sent::commands).isEqualTo(50);
    nodes.sent.get(0).answer();
    assertThat(nodes.sent).extracting(Sent::commands).containsExactly(50, 102);
  }

  @Test
  void aBatchReadsNoMoreBytesThanItsBudget() {
    int eachMax = ChangeReads.BYTES_IN_BATCH_MAX / ChangeReads.ENTRY_BYTES_MAX / 10;
    List<Future<Response>> all = reads.read(requests("a", 25, eachMax));
    for (int i = 0; i < nodes.sent.size(); i++) {
      nodes.sent.get(i).answer();
    }
    assertThat(nodes.sent).extracting(Sent::commands).containsExactly(10, 10, 5);
    assertThat(all).allMatch(Future::succeeded);
  }

  @Test
  void noEntryIsLargerThanItIsCounted() {
    String longestKeyId = "K".repeat(128);
    String requestId = "00000000-0000-0000-0000-000000000000";
    for (ResourceType type : ApiGatewayTypes.ALL.all()) {
      ResourceId resource =
          new ResourceId("000000000000", type, Collections.nCopies(type.depth(), "a".repeat(32)));
      Change change =
          new Change(
              "Update" + type.typeName(),
              resource,
              Long.MAX_VALUE,
              Long.MAX_VALUE,
              List.copyOf(type.members().keySet()));

      assertThat(ChangeLogCodec.encode(change, new Call.Author(longestKeyId, requestId)))
          .hasSizeLessThan(ChangeReads.ENTRY_BYTES_MAX);
    }
  }

  /** One command for each slot: no transaction or redirect of a Cluster concerns two of them. */
  @Test
  void slotsOfOneServerTakeTurns() {
    reads.read(
        List.of(
            request("a", "x", 1, 10),
            request("a", "y", 2, 10),
            request("a", "x", 3, 10),
            request("a", "z", 4, 10)));
    for (int i = 0; i < nodes.sent.size(); i++) {
      nodes.sent.get(i).answer();
    }
    assertThat(nodes.sent).extracting(Sent::commands).containsExactly(2, 1, 1);
  }

  @Test
  void aFailureFailsItsBatchAlone() {
    List<Future<Response>> first = reads.read(requests("a", 1, 10));
    List<Future<Response>> second = reads.read(requests("a", 1, 10));
    nodes.sent.get(0).replies().fail("away");
    nodes.sent.get(1).answer();
    assertThat(first).allMatch(Future::failed);
    assertThat(second).allMatch(Future::succeeded);
  }
}
