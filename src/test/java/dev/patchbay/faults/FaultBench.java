package dev.patchbay.faults;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import dev.patchbay.provider.TcpProxy;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.RedisProcess;
import dev.patchbay.testkit.RespClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Redis of a test's own, a proxy before it and a store behind that, with the real limits. */
final class FaultBench implements AutoCloseable {

  static final int POOL_SIZE = 4;

  /** As a service has them that sets nothing. */
  static final RedisLimits LIMITS = new RedisLimits(250, 500, 700, 10);

  /** Only ends a test that hangs; how long it took is in the table of faults. */
  private static final Duration HANG = Duration.ofSeconds(60);

  static final Resource STORED = response("a", "/a/");

  private static final ResourceCollection NOTHING =
      new ResourceCollection(
          Samples.ACCOUNT, ApiGatewayTypes.INTEGRATION_RESPONSE, List.of("apiapiapi1", "nothing"));

  /**
   * The result of a call.
   *
   * @param refusal null where it succeeded
   */
  record Answer(@Nullable ServiceException refusal, Duration time) {

    /** A typed 503; its message begins so. */
    void isUnavailable(String message) {
      ServiceException thrown = Objects.requireNonNull(refusal, "it succeeded");
      assertThat(thrown.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(thrown).hasMessageStartingWith(message).hasNoCause();
      assertThat(thrown.getStackTrace()).isEmpty();
      assertThat(thrown.retryAfterMillis()).hasValue(1_000);
    }

    void isSuccess() {
      assertThat(refusal).isNull();
    }
  }

  /** Counts the faults and states that the store reports. */
  static final class Counts implements RedisMeter {
    final Map<RedisFault, Integer> faults =
        Collections.synchronizedMap(new EnumMap<>(RedisFault.class));
    final Map<String, Object> durability = new ConcurrentHashMap<>();
    final AtomicInteger circuits = new AtomicInteger();
    final AtomicInteger corrupt = new AtomicInteger();

    @Override
    public void failed(RedisFault fault) {
      faults.merge(fault, 1, Integer::sum);
    }

    @Override
    public void circuit(boolean open) {
      circuits.addAndGet(open ? 1 : -1);
    }

    @Override
    public void corrupt() {
      corrupt.incrementAndGet();
    }
  }

  final RedisProcess redis;
  final TcpProxy proxy;
  final Counts counts = new Counts();
  final EventLoop loop = new EventLoop();
  final Replica ours;
  private final AtomicInteger words = new AtomicInteger();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  FaultBench(Path directory, String... arguments) {
    this(0, directory, arguments);
  }

  FaultBench(int replicasToAwait, Path directory, String... arguments) {
    this(LIMITS, replicasToAwait, directory, arguments);
  }

  FaultBench(RedisLimits limits, int replicasToAwait, Path directory, String... arguments) {
    this.redis = RedisProcess.start(directory, arguments);
    this.proxy = TcpProxy.to(redis.port());
    URI uri = URI.create("redis://127.0.0.1:" + proxy.port());
    this.ours =
        new Replica(
            loop,
            loop.make(
                vertx ->
                    new RedisResourceStore(
                        ApiGatewayTypes.ALL,
                        vertx,
                        new RedisTopology.Standalone(uri).open(vertx, POOL_SIZE, limits, counts),
                        limits,
                        new Random(7),
                        () -> replicasToAwait,
                        counts)));
  }

  /** Stores {@link #STORED}; the first time a class is used it can be late. */
  FaultBench filled() {
    for (int attempt = 1; ; attempt++) {
      try {
        ours.commit(store(Write.create(STORED)));
        counts.faults.clear();
        return this;
      } catch (ServiceException e) {
        assertThat(attempt).as("%s", e).isLessThan(10);
      }
    }
  }

  Answer read() {
    return answer(() -> ours.find(STORED.id()));
  }

  /** Lists nothing, in one trip on a connection that nobody shares. */
  Answer list() {
    return answer(() -> ours.list(NOTHING, new PageRequest("", 1)));
  }

  /** Appends a word of its own. */
  Answer write() {
    String word = "w" + words.incrementAndGet() + ",";
    Answer answer = answer(() -> ours.commit(append(STORED.id(), word)));
    if (answer.refusal() == null) {
      acknowledged.add(word);
    }
    return answer;
  }

  static Answer answer(Runnable call) {
    long begun = System.nanoTime();
    ServiceException refusal = null;
    try {
      call.run();
    } catch (ServiceException e) {
      refusal = e;
    }
    return new Answer(refusal, Duration.ofNanos(System.nanoTime() - begun));
  }

  /** Waits until a write succeeds. */
  Duration recovery() {
    long begun = System.nanoTime();
    while (true) {
      Answer answer = write();
      Duration since = Duration.ofNanos(System.nanoTime() - begun);
      if (answer.refusal() == null) {
        return since;
      }
      assertThat(since).as("still: %s", answer.refusal()).isLessThan(HANG);
    }
  }

  /**
   * Waits until as many calls at once as there are connections, and as many again, all succeed: on
   * a busy machine one may wait longer for its connection than it is allowed to.
   */
  void assertThePoolIsWhole() {
    RedisNode.await("calls at once on a whole pool", this::isPoolWhole);
    assertThat(counts.circuits).hasValue(0);
  }

  private boolean isPoolWhole() {
    List<CompletableFuture<Boolean>> calls =
        IntStream.range(0, 4 * POOL_SIZE)
            .mapToObj(
                i ->
                    loop.submit(
                        () ->
                            ours.store()
                                .list(NOTHING, new PageRequest("", 1))
                                .map(found -> true)
                                .otherwise(false)))
            .toList();
    return calls.stream().filter(call -> !EventLoop.await(call)).count() == 0;
  }

  /** Every key with its bytes. */
  Map<String, Object> everything() {
    Map<String, Object> everything = new TreeMap<>();
    try (RespClient client = redis.connect()) {
      for (Object key : (List<?>) Objects.requireNonNull(client.call("KEYS", "*"))) {
        everything.put((String) key, String.valueOf(client.call("DUMP", (String) key)));
      }
    }
    return everything;
  }

  /**
   * Prints one row of the table of faults, after the fault: every acknowledged change must be
   * stored.
   */
  void printRow(String fault, Duration answer, Duration recovery) {
    List<String> stored = List.of(textOf(ours.find(STORED.id()).orElseThrow()).split("(?<=,)", -1));
    List<String> lost = acknowledged.stream().filter(word -> !stored.contains(word)).toList();
    FaultTable.line(fault, acknowledged.size(), lost.size(), answer, recovery);
    assertThat(lost).as("acknowledged and not stored").isEmpty();
  }

  @Override
  public void close() {
    loop.close();
    proxy.close();
    redis.close();
  }
}
