package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RespClient;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cost of a PATCH of an integration response, in commands that Redis received. */
final class CommandCountTest {

  private static final ResourceCollection RESPONSES =
      new ResourceCollection(
          Samples.ACCOUNT, ApiGatewayTypes.INTEGRATION_RESPONSE, List.of("api0", "integr1"));

  private static final String END = "theend";

  private static RedisServer redis;

  private final Replica ours;

  /** A server of its own, because it counts all commands of the server. */
  @BeforeAll
  static void startRedis() throws Exception {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  CommandCountTest() {
    // One connection, so that the commands which the store sends after its answer precede the next
    // command.
    this.ours = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
  }

  @BeforeEach
  void flush() {
    redis.flushAll();
  }

  @AfterEach
  void close() {
    ours.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1000, 1", "1, 300", "1000, 300"})
  void aPatchTakesTwoRoundTripsWhateverTheNumberOfSiblingsAndApis(int siblings, int apis) {
    fill(siblings, apis);
    Map<String, Object> change =
        Map.of(
            "responseTemplates", Map.of("a", "b"),
            "templateSelectionExpression", "x",
            "contentHandlingStrategy", "CONVERT_TO_TEXT");
    assertThat(commandsOf(change))
        .containsExactly("WATCH 2", "GET 1", "GET 1", "MULTI", "SET 2", "XADD 7", "EXEC");
    assertThat(roundTripsOf(Map.of("templateSelectionExpression", "y"))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1000, 300"})
  void aPatchThatNamesTheKeyLooksAtItsHoldersToo(int siblings, int apis) {
    fill(siblings, apis);
    Map<String, Object> sameKey =
        Map.of("integrationResponseKey", "/0/", "templateSelectionExpression", "x");
    assertThat(commandsOf(sameKey).subList(0, 1)).containsExactly("WATCH 3");
    assertThat(
            commandsOf(
                Map.of("integrationResponseKey", "/0/", "responseTemplates", Map.of("a", "b"))))
        .containsExactlyInAnyOrder(
            "WATCH 3", "GET 1", "SRANDMEMBER 2", "GET 1", "MULTI", "SET 2", "XADD 7", "EXEC");
    assertThat(commandsOf(Map.of("integrationResponseKey", "/new/")))
        .containsExactlyInAnyOrder(
            "WATCH 3",
            "GET 1",
            "SRANDMEMBER 2",
            "GET 1",
            "MULTI",
            "SET 2",
            "ZREMRANGEBYLEX 3",
            "SREM 2",
            "ZADD 3",
            "SADD 2",
            "XADD 7",
            "EXEC");
    assertThat(roundTripsOf(Map.of("integrationResponseKey", "/newer/"))).isEqualTo(2);
  }

  @Test
  void aPatchThatChangesNothingWritesNothing() {
    fill(3, 1);
    update(0, Map.of("responseTemplates", Map.of("a", "b")));
    Map<String, Object> before = RedisReplicas.everything(redis);
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("responseTemplates", Map.of("a", "b")),
            Map.of("responseParameters", Map.of("method.response.header.none", "")),
            Map.of("contentHandlingStrategy", ""))) {
      assertThat(commandsOf(change)).containsExactly("WATCH 2", "GET 1", "GET 1", "UNWATCH");
    }
    assertThat(commandsOf(Map.of("integrationResponseKey", "/0/")))
        .containsExactlyInAnyOrder("WATCH 3", "GET 1", "SRANDMEMBER 2", "GET 1", "UNWATCH");
    assertThat(RedisReplicas.everything(redis)).isEqualTo(before);
  }

  @Test
  void aRefusedPatchLeavesTheBytesAsTheyAre() {
    fill(3, 1);
    Map<String, Object> before = RedisReplicas.everything(redis);
    Map<String, Object> change =
        Map.of("integrationResponseKey", "/1/", "templateSelectionExpression", "x");
    assertThatThrownBy(() -> update(0, change)).hasMessageContaining("already exists");
    assertRefused(RESPONSES.member("r0"), new Precondition(false, Set.of(7L)));
    assertRefused(RESPONSES.member("none"), Precondition.NONE);
    assertThat(RedisReplicas.everything(redis)).isEqualTo(before);
  }

  private void assertRefused(ResourceId id, Precondition precondition) {
    ResourceService service = ours.service();
    assertThatThrownBy(
            () ->
                ours.loop()
                    .call(
                        () ->
                            service.update(
                                Call.ofTheService(),
                                id,
                                Map.of("templateSelectionExpression", "x"),
                                precondition)))
        .isInstanceOf(ServiceException.class);
  }

  @Test
  void patchesOfDifferentResponsesNeverConflict() {
    fill(40, 1);
    try (Replica first = RedisReplicas.replica(redis.uri(), 4, RedisReplicas.PATIENT);
        Replica second = RedisReplicas.replica(redis.uri(), 4, RedisReplicas.PATIENT)) {
      Replica one = first.observed(decision -> {});
      Replica two = second.observed(decision -> {});
      CompletableFuture<List<Resource>> even = patches(one, i -> i % 20 * 2);
      EventLoop.await(patches(two, i -> i % 20 * 2 + 1));
      EventLoop.await(even);
      assertThat(one.decisions()).isEqualTo(200);
      assertThat(two.decisions()).isEqualTo(200);
    }
    for (int i = 0; i < 40; i++) {
      assertThat(ours.find(RESPONSES.member("r" + i)).orElseThrow().revision()).isEqualTo(11);
    }
  }

  /** Two hundred patches at once, some of which rename. */
  private static CompletableFuture<List<Resource>> patches(
      Replica replica, IntFunction<Integer> responses) {
    ResourceService service = replica.service();
    return replica
        .loop()
        .submit(
            () ->
                Future.join(
                        IntStream.range(0, 200)
                            .mapToObj(
                                i ->
                                    service.update(
                                        Call.ofTheService(),
                                        RESPONSES.member("r" + responses.apply(i)),
                                        Map.of(
                                            i % 4 == 0
                                                ? "integrationResponseKey"
                                                : "templateSelectionExpression",
                                            "/%d of %d/".formatted(i, responses.apply(i))),
                                        Precondition.NONE))
                            .toList())
                    .map(all -> all.<Resource>list()));
  }

  // -- shared by the tests above

  private void fill(int siblings, int apis) {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < apis; i++) {
      ResourceId api = Samples.APIS.member("api" + i);
      writes.add(Write.create(new Resource(api, 1, Map.of("protocolType", "WEBSOCKET"))));
      ResourceId integration = api.children(ApiGatewayTypes.INTEGRATION).member("integr1");
      writes.add(Write.create(new Resource(integration, 1, Map.of())));
    }
    for (int i = 0; i < siblings; i++) {
      Map<String, Object> members =
          Map.of("integrationResponseId", "r" + i, "integrationResponseKey", "/" + i + "/");
      writes.add(Write.create(new Resource(RESPONSES.member("r" + i), 1, members)));
    }
    ours.commit(store(writes.toArray(Write[]::new)));
  }

  private Resource update(int number, Map<String, Object> change) {
    ResourceService service = ours.service();
    ResourceId id = RESPONSES.member("r" + number);
    return ours.loop()
        .call(() -> service.update(Call.ofTheService(), id, change, Precondition.NONE));
  }

  /** The commands that a patch sends, each with the number of its arguments. */
  private List<String> commandsOf(Map<String, Object> change) {
    try (RespClient monitor = redis.connect()) {
      monitor.call("MONITOR");
      update(0, change);
      ours.find(RESPONSES.member(END));
      List<String> commands = new ArrayList<>();
      for (String line = next(monitor); !line.contains(END); line = next(monitor)) {
        commands.add(line);
      }
      return commands.stream().map(CommandCountTest::nameAndArgumentCount).toList();
    }
  }

  private static String next(RespClient monitor) {
    return String.valueOf(monitor.read());
  }

  /** Of a line such as {@code 1700000000.0 [0 127.0.0.1:4711] "GET" "key"}. */
  private static String nameAndArgumentCount(String line) {
    String command = line.substring(line.indexOf("] \"") + 2);
    String[] words = command.substring(1, command.length() - 1).split("\" \"", -1);
    String name = words[0].toUpperCase(Locale.ROOT);
    return words.length == 1 ? name : name + " " + (words.length - 1);
  }

  /** How often Redis found something to read on a connection. */
  private long roundTripsOf(Map<String, Object> change) {
    update(0, Map.of()); // So that a connection is there.
    ours.find(RESPONSES.member(END)); // So that its UNWATCH has arrived.
    long before = redis.readsOfSockets();
    update(0, change);
    return redis.readsOfSockets() - before - 1; // INFO itself is one.
  }
}
