package dev.patchbay.faults;

import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.faults.FaultBench.Answer;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.RespClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Redis that is there and answers with errors. */
final class RefusingRedisTest {

  private static final String NO_CHANGES = "The store takes no changes at the moment; nothing was";

  private final Path directory;
  private final FaultBench bench;

  RefusingRedisTest(@TempDir Path directory) {
    this.directory = directory;
    this.bench = new FaultBench(directory).filled();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "OUT_OF_MEMORY,    CONFIG SET maxmemory 1,            CONFIG SET maxmemory 0",
    "TOO_FEW_REPLICAS, CONFIG SET min-replicas-to-write 1, CONFIG SET min-replicas-to-write 0",
    "READ_ONLY,        REPLICAOF 127.0.0.1 1,             REPLICAOF NO ONE"
  })
  void refusedWritesChangeNothingAndReadsGoOn(RedisFault fault, String cause, String cure) {
    Map<String, Object> before = bench.everything();
    bench.redis.command(cause.split(" ", -1));
    Answer refused = bench.write();
    refused.isUnavailable(NO_CHANGES);
    bench.read().isSuccess();
    assertThat(bench.everything()).isEqualTo(before);
    assertThat(bench.counts.faults).containsExactly(Map.entry(fault, 1));
    bench.redis.command(cure.split(" ", -1));
    bench.printRow(fault.name(), refused.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  /** It is sent in two parts, and only the second one has EXEC. */
  @Test
  void aRefusedTransactionOfManyCommandsChangesNothing() {
    Write[] writes =
        IntStream.range(0, 1_100)
            .mapToObj(i -> Write.create(response("r" + i, "/r" + i + "/")))
            .toArray(Write[]::new);
    Map<String, Object> before = bench.everything();
    bench.redis.command("CONFIG", "SET", "maxmemory", "1");
    FaultBench.answer(() -> bench.ours.commit(store(writes))).isUnavailable(NO_CHANGES);
    assertThat(bench.everything()).isEqualTo(before);
    assertThat(bench.counts.faults).containsExactly(Map.entry(RedisFault.OUT_OF_MEMORY, 1));
    bench.redis.command("CONFIG", "SET", "maxmemory", "0");
    bench.recovery();
    bench.assertThePoolIsWhole();
  }

  @ParameterizedTest
  @CsvSource({
    "REPLICAOF 127.0.0.1 1,              false",
    "CONFIG SET min-replicas-to-write 1, true"
  })
  void aConnectionToADemotedPrimaryIsClosedAndOneToAnotherReadOnlyServerIsKept(
      String cause, boolean kept) {
    bench.redis.command(cause.split(" ", -1));
    bench.read().isSuccess();
    Set<String> before = connections();
    assertThat(before).isNotEmpty();
    bench.write().isUnavailable(NO_CHANGES);
    bench.read().isSuccess();
    if (kept) {
      assertThat(connections()).containsAll(before);
    } else {
      RedisNode.await("it is closed", () -> Collections.disjoint(connections(), before));
    }
  }

  /** Returns the identifiers of the stored resources, as Redis has them. */
  private Set<String> connections() {
    return String.valueOf(bench.redis.command("CLIENT", "LIST", "TYPE", "NORMAL"))
        .lines()
        .filter(line -> !line.contains("cmd=client"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.toSet());
  }

  @Test
  void aDiskThatTakesNoSnapshotRefusesWrites() throws IOException {
    Path snapshot = directory.resolve("dump.rdb");
    Files.createDirectories(snapshot.resolve("in the way"));
    try (RespClient client = bench.redis.connect()) {
      client.call("CONFIG", "SET", "save", "3600 1");
      client.call("BGSAVE");
      while (!String.valueOf(client.call("INFO", "persistence")).contains("status:err")) {
        Thread.onSpinWait();
      }
    }
    Map<String, Object> before = bench.everything();
    Answer refused = bench.write();
    refused.isUnavailable(NO_CHANGES);
    bench.read().isSuccess();
    assertThat(bench.everything()).isEqualTo(before);
    assertThat(bench.counts.faults).containsExactly(Map.entry(RedisFault.CANNOT_PERSIST, 1));
    bench.redis.command("CONFIG", "SET", "stop-writes-on-bgsave-error", "no");
    bench.printRow("CANNOT_PERSIST", refused.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void aCommandThatIsForbiddenChangesNothing() {
    Map<String, Object> before = bench.everything();
    bench.redis.command("ACL", "SETUSER", "default", "-set");
    Answer refused = bench.write();
    refused.isUnavailable("The store is not available");
    bench.read().isSuccess();
    assertThat(bench.everything()).isEqualTo(before);
    bench.redis.command("ACL", "SETUSER", "default", "+set");
    bench.printRow("NOT_PERMITTED", refused.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void aWrongPasswordOpensTheCircuit() {
    try (RespClient client = bench.redis.connect()) {
      client.call("CONFIG", "SET", "requirepass", "secret");
      client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      bench.write().isUnavailable("The store is not available");
      Answer refused = bench.write();
      refused.isUnavailable("The store is not available");
      assertThat(bench.counts.circuits).hasValue(1);
      client.call("CONFIG", "SET", "requirepass", "");
      bench.printRow("NOT_AUTHENTICATED", refused.time(), bench.recovery());
    }
    bench.assertThePoolIsWhole();
  }

  @Test
  void tooManyClientsKeepExistingConnectionsInUse() {
    bench.read().isSuccess();
    List<RespClient> others = new ArrayList<>();
    bench.redis.command("CONFIG", "SET", "maxclients", "5");
    try {
      for (int i = 0; i < 4; i++) {
        others.add(bench.redis.connect());
      }
      bench.write().isSuccess();
      bench.proxy.cutAll();
      others.add(bench.redis.connect());
      Answer refused = bench.write();
      refused.isUnavailable("The store is not available");
      others.forEach(RespClient::close);
      bench.printRow("TOO_MANY_CLIENTS", refused.time(), bench.recovery());
    } finally {
      others.forEach(RespClient::close);
    }
    bench.redis.command("CONFIG", "SET", "maxclients", "100");
    bench.assertThePoolIsWhole();
  }
}
